import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../shared/state/notice';
import { appendOwnerLine } from '../access/owner-log';
import type { Log } from '../ports';
import { backupName, makeBackupFolder } from './backup-names';
import { copyData, dataIn } from './copy-folder';
import { dataFormat, formatOf, markFormat, refuseNewer } from './data-format';
import { finishRestore, isRestoreAsked } from './restore';

/** The entries that the present format changed. */
const changes = /^(settings|secrets)/;

/**
 * Call it with the folder locked, before anything in it is read. Restores a copy where that was requested, and makes a
 * copy before the data are migrated to a newer format. Rejects with `NewerLedgerFormat`, without changing anything, where
 * a newer Comptoir wrote the folder.
 */
export async function prepareData(dataDir: string, now: number, log: Log): Promise<readonly Notice[]> {
  await refuseNewer(dataDir);
  const isAsked = await isRestoreAsked(dataDir);
  const notices = await finishRestore(dataDir, now, log);
  if (isAsked && notices.length === 0)
    await appendOwnerLine(dataDir, { what: 'restored', at: new Date(now).toISOString() }).catch(
      (error: unknown) => log(`going back to a copy could not be noted for the owner: ${String(error)}`),
    );
  if ((await formatOf(dataDir)) !== dataFormat) await keepOlder(dataDir, now, log);
  return notices;
}

async function keepOlder(dataDir: string, now: number, log: Log): Promise<void> {
  try {
    const hasData = (await dataIn(dataDir)).some((name) => name === 'db.json' || name === 'journal');
    if (hasData) await copyAll(dataDir, now, log);
    await markFormat(dataDir);
  } catch (error) {
    // If even this cannot be written, nothing will be migrated either: the bell rings, and the next start tries the
    // copy again.
    log(`the data could not be copied before an update: ${String(error)}`);
  }
}

/**
 * Where there is no room for a whole copy, keep only the small files that this format changes. They cannot be restored
 * as a copy, so they go elsewhere.
 */
async function copyAll(dataDir: string, now: number, log: Log): Promise<void> {
  try {
    await copyData(dataDir, join(await makeBackupFolder(dataDir), backupName('before-update', now)));
  } catch (error) {
    log(`only settings and secrets are copied before an update: ${String(error)}`);
    const place = join(dataDir, `before-format-${dataFormat}`);
    await rm(place, { recursive: true, force: true });
    await copyData(dataDir, place, { wanted: (name) => changes.test(name), reserveBytes: 0 });
  }
}
