import { readdir } from 'node:fs/promises';
import { refuseNewer } from '../core/backup/data-format';
import { holdsComptoir } from '../core/backup/copy-folder';
import { readIdentity } from '../core/intake/identity';
import { takeKeyByKey } from '../core/intake/key-by-key';
import { preferenceEntries, type Settings } from '../core/settings/schema';
import { realDisk } from '../core/storage/disk';
import { errorCode } from '../core/storage/error-code';
import { readCopy, readKept } from '../core/storage/kept-copy';
import { utcOffsetMinutes } from '../shared/settings/settings';
import { CommandFailure, words } from './failure';

/**
 * To be called before a data folder is read. Rejects with a sentence where there is none or where it holds no Comptoir's
 * data, with `NewerLedgerFormat` where a newer Comptoir wrote there.
 */
export async function needComptoir(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new CommandFailure(words().noSuchFolder(folder));
    throw error;
  });
  if (!holdsComptoir(names)) throw new CommandFailure(words().noComptoir(folder));
  await refuseNewer(folder);
}

/** What a file of secrets holds by name, sealed or not; read without touching anything. */
export async function storedSecrets(
  dataDir: string,
  file: string,
): Promise<Readonly<Record<string, unknown>>> {
  return (
    (await readKept(realDisk, dataDir, [file, `secrets/${file}`])) ??
    (await readCopy(realDisk, dataDir, file)).content ??
    {}
  );
}

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
