import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { settingsSchema, type Settings } from '../core/settings/schema';
import { utcOffsetMinutes } from '../shared/settings/settings';

/** The settings of a data folder, read without touching anything; null where there are none that can be read. */
export async function readSettings(dataDir: string): Promise<Settings | null> {
  try {
    return v.parse(settingsSchema, JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** The shop's zone, minutes east of UTC; Benin's where nothing is said. */
export async function offsetOf(dataDir: string): Promise<number> {
  return utcOffsetMinutes[(await readSettings(dataDir))?.country ?? 'BJ'];
}
