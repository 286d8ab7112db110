import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '../storage/folder-lock';
import type { Clock } from '../ports';
import { openServer, PortTaken, type ReceiverServer } from './server';

/** What a start does before the rest of the program is even read: the data folder is ours, and callers may wait. */
export interface EarlyListener {
  readonly server: ReceiverServer;
  /** Lets go of the data folder. */
  readonly unlock: () => Promise<void>;
  /** Sends everybody away, where it came to nothing. */
  readonly close: () => Promise<void>;
}

export interface EarlyListenerOptions {
  readonly dataDir: string;
  /** 0 picks a free one. Undefined: the one used last time, else a free one. */
  readonly port: number | undefined;
  readonly clock: Clock;
}

/**
 * Takes the data folder, then listens: a payment that comes in the first moments waits for its answer and is not refused.
 * Rejects with `DataFolderInUse` where another process holds the folder, with `PortTaken` where the port was asked for and
 * is not free. Imports nothing that takes long to read.
 */
export async function openEarlyListener({
  dataDir,
  port,
  clock,
}: EarlyListenerOptions): Promise<EarlyListener> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(dataDir);
  try {
    const server = await openServer(port ?? (await lastPort(dataDir)), clock).catch((error: unknown) => {
      if (error instanceof PortTaken && port === undefined) return openServer(0, clock);
      throw error;
    });
    const close = async (): Promise<void> => {
      await server.close(0);
      await unlock();
    };
    return { server, unlock, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** From the settings, which are read with all their rules later on; 0 where they do not say. */
async function lastPort(dataDir: string): Promise<number> {
  try {
    const settings: unknown = JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8'));
    const port = typeof settings === 'object' && settings !== null && 'port' in settings ? settings.port : 0;
    return typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : 0;
  } catch {
    return 0;
  }
}
