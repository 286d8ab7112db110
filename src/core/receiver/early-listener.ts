import { mkdir } from 'node:fs/promises';
import { identityFiles } from '../intake/identity-files';
import { realDisk } from '../storage/disk';
import { lockFolder } from '../storage/folder-lock';
import { readCopy, readKept } from '../storage/kept-copy';
import type { Clock } from '../ports';
import { openServer, PortTaken, type ReceiverServer } from './server';

/** The start's first step, before the rest of the program is loaded: lock the data folder, and let calls wait. */
export interface EarlyListener {
  readonly server: ReceiverServer;
  /** Releases the data folder's lock. */
  readonly unlock: () => Promise<void>;
  /** Refuses the waiting calls, where the start failed. */
  readonly close: () => Promise<void>;
}

export interface EarlyListenerOptions {
  readonly dataDir: string;
  /** 0 picks a free one. Undefined: the last one used, else a free one. */
  readonly port: number | undefined;
  readonly clock: Clock;
}

/**
 * Locks the data folder, then listens: a payment in the first moments waits for its answer and is not refused. Rejects
 * with `DataFolderInUse` where another process holds the folder, with `PortTaken` where the port was given and is not
 * free. Imports only what loads fast.
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

/** From the identity, else from settings of before it existed; both are checked fully later. 0: not known. */
async function lastPort(dataDir: string): Promise<number> {
  const kept = await readKept(realDisk, dataDir, identityFiles);
  const port = (kept ?? (await readCopy(realDisk, dataDir, 'settings.json')).content)?.port;
  return typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : 0;
}
