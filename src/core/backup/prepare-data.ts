import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { writeDurably } from '../durable-file';
import { realDisk } from '../ledger/disk';
import { NewerLedgerFormat } from '../ledger/format';
import { readIndex } from '../ledger/index-file';
import { backupFolder, backupName } from './backup-names';
import { copyData, dataIn } from './copy-folder';
import { finishRestore } from './restore';

/** Raised when anything in the data folder changes its meaning, be it the ledger, the settings or the secrets. */
const dataFormat = 1;
const markFile = 'format.json';
const versioned = v.object({ version: v.number() });

/**
 * To be called with the folder in hand, before anything in it is read: goes back to a copy where that was asked for, and
 * keeps a copy where the data are about to be brought into a newer form. Rejects with `NewerLedgerFormat`, having changed
 * nothing, where a newer Comptoir wrote here.
 */
export async function prepareData(dataDir: string, now: number): Promise<void> {
  await refuseNewer(dataDir);
  await finishRestore(dataDir);
  await refuseNewer(dataDir);
  const written = await versionIn(join(dataDir, markFile));
  if (written === dataFormat) return;
  const hasData = (await dataIn(dataDir)).some((name) => name === 'db.json' || name === 'journal');
  if (hasData) await copyData(dataDir, join(backupFolder(dataDir), backupName('before-update', now)));
  await writeDurably(join(dataDir, markFile), `${JSON.stringify({ version: dataFormat })}\n`);
}

async function refuseNewer(dataDir: string): Promise<void> {
  for (const file of [markFile, 'settings.json']) {
    if (((await versionIn(join(dataDir, file))) ?? 0) > dataFormat) throw new NewerLedgerFormat(dataDir);
  }
  await readIndex(realDisk, dataDir);
}

/** Null where there is no such file, or none that can be read: damage is for others to deal with. */
async function versionIn(file: string): Promise<number | null> {
  try {
    return v.parse(versioned, JSON.parse(await readFile(file, 'utf8'))).version;
  } catch {
    return null;
  }
}
