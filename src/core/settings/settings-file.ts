import { copyFile, readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Low, type Adapter } from 'lowdb';
import * as v from 'valibot';
import type { Notice } from '../../shared/state/app-state';
import { replaceFile } from '../storage/atomic-write';
import { errorCode, realDisk } from '../storage/disk';
import { serialQueue } from '../storage/serial-queue';
import { settingsSchema, type Settings } from './schema';

export interface SettingsFile {
  current(): Settings;
  /**
   * On the disk once resolved; changes are made one after the other, in the order they were asked for. What changes nothing
   * writes nothing.
   */
  change(change: Partial<Settings>): Promise<Settings>;
}

export interface OpenedSettings {
  readonly settings: SettingsFile;
  readonly notices: readonly Notice[];
}

/** For what is written while opening: a full disk refuses calls, and that is told only by who starts. */
export function unlessDiskFull(error: unknown): void {
  const code = errorCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
}

/**
 * Opens DIR/settings.json, making it where there is none. A damaged file is copied beside itself before defaults take
 * its place, and that is told in a notice: a shop's settings are never silently lost.
 */
export async function openSettings(dataDir: string, now: () => number): Promise<OpenedSettings> {
  const file = join(dataDir, 'settings.json');
  const notices: Notice[] = [];
  const db = new Low<unknown>(durableJsonFile(file), null);
  let current: Settings;
  try {
    await db.read();
    const parsed = v.safeParse(settingsSchema, db.data ?? {});
    if (!parsed.success) throw new SyntaxError('settings of the wrong shape');
    current = parsed.output;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // unreadable is not damaged: say so to whoever starts us
    const aside = `${file}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
    await copyFile(file, aside).catch(() => rename(file, aside)); // which needs no room
    notices.push({ kind: 'settings-set-aside', file: basename(aside) });
    current = v.parse(settingsSchema, {});
  }
  const inTurn = serialQueue();
  let written = db.data;
  const change = (change: Partial<Settings>): Promise<Settings> =>
    inTurn(async () => {
      const next = { ...current, ...change };
      if (!isDeepStrictEqual(next, written)) {
        db.data = next;
        await db.write();
        written = next;
      }
      current = next;
      return next;
    });
  await change({}).catch(unlessDiskFull);
  return { notices, settings: { current: () => current, change } };
}

/** lowdb's own JSONFile renames without flushing: after a power cut the file may be empty. */
function durableJsonFile(file: string): Adapter<unknown> {
  return {
    async read() {
      try {
        return JSON.parse(await readFile(file, 'utf8')) as unknown;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write: (data) => replaceFile(realDisk, file, `${JSON.stringify(data, null, 2)}\n`),
  };
}
