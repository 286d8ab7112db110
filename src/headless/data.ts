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
 * Call it before reading a data folder. Rejects with a sentence where the folder is missing or holds no data of Comptoir,
 * with `NewerLedgerFormat` where a newer Comptoir wrote it.
 */
export async function needComptoir(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new CommandFailure(words().noSuchFolder(folder));
    throw error;
  });
  if (!holdsComptoir(names)) throw new CommandFailure(words().noComptoir(folder));
  await refuseNewer(folder);
}

/** The values of a file of secrets by name, encrypted or not. It changes nothing. */
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

/** The settings of a data folder; null where none can be read. It changes nothing. */
export async function readSettings(dataDir: string): Promise<Settings | null> {
  const { content } = await readCopy(realDisk, dataDir, 'settings.json');
  if (content === null) return null;
  return { ...takeKeyByKey(preferenceEntries, content).value, ...(await readIdentity(realDisk, dataDir)) };
}

/** The shop's zone, minutes east of UTC; Benin's if not set. */
export async function offsetOf(dataDir: string): Promise<number> {
  return utcOffsetMinutes[(await readIdentity(realDisk, dataDir)).country];
}
