import { join } from 'node:path';
import * as v from 'valibot';
import { realDisk } from '../storage/disk';
import { readJson, writeJson } from '../storage/json-file';
import { NewerLedgerFormat } from '../ledger/format';
import { readManifest } from '../ledger/documents/manifest';

/** Raise it when anything in the data folder changes its meaning: ledger, settings or secrets. */
export const dataFormat = 2;
const markFile = 'format.json';
const versioned = v.object({ version: v.number() });

/** Null where the folder names no format, as the first versions did not. */
export function formatOf(dataDir: string): Promise<number | null> {
  return versionIn(join(dataDir, markFile));
}

export function markFormat(dataDir: string): Promise<void> {
  return writeJson(join(dataDir, markFile), { version: dataFormat });
}

/** Rejects with `NewerLedgerFormat`, without changing anything, where a newer Comptoir wrote the folder. */
export async function refuseNewer(dataDir: string): Promise<void> {
  for (const file of [markFile, 'settings.json']) {
    if (((await versionIn(join(dataDir, file))) ?? 0) > dataFormat) throw new NewerLedgerFormat(dataDir);
  }
  await readManifest(realDisk, dataDir);
}

/** Null where there is no readable file: damage is handled elsewhere. */
async function versionIn(file: string): Promise<number | null> {
  return (await readJson(file, versioned))?.version ?? null;
}
