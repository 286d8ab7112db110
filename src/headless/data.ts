import { readIdentity } from '../core/intake/identity';
import { takeKeyByKey } from '../core/intake/key-by-key';
import { preferenceEntries, type Settings } from '../core/settings/schema';
import { realDisk } from '../core/storage/disk';
import { readCopy } from '../core/storage/kept-copy';
import { utcOffsetMinutes } from '../shared/settings/settings';

/** The settings of a data folder, read without touching anything; null where there are none that can be read. */
export async function readSettings(dataDir: string): Promise<Settings | null> {
  const { content } = await readCopy(realDisk, dataDir, 'settings.json');
  if (content === null) return null;
  return { ...takeKeyByKey(preferenceEntries, content).value, ...(await readIdentity(realDisk, dataDir)) };
}

/** The shop's zone, minutes east of UTC; Benin's where nothing is said. */
export async function offsetOf(dataDir: string): Promise<number> {
  return utcOffsetMinutes[(await readIdentity(realDisk, dataDir)).country];
}
