import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupFolder, backupNamed } from '../core/backup/backup-names';
import { createBackups, type Backups } from '../core/backup/backups';
import { prepareData } from '../core/backup/prepare-data';
import { openLedger } from '../core/ledger/open-ledger';
import { systemClock, type Log } from '../core/ports';
import { isSealedCopy, SealedCopyShut } from '../core/backup/sealed-copy';
import { readIdentity } from '../core/intake/identity';
import { realDisk } from '../core/storage/disk';
import type { Backup, BackupPreview } from '../shared/settings/backup';
import type { Notice } from '../shared/state/notice';
import { carriedInto, passPhraseGiven } from './carried-identity';
import { needComptoir, offsetOf, storedSecrets } from './data';
import { CommandFailure, words } from './failure';
import { readOptions, required } from './options';

const log: Log = (line) => process.stderr.write(`${line}\n`);

/** Restores a copy, by its name in the data folder or from any other folder. The present data are set aside. */
export async function restore(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    from: { type: 'string' },
    'even-damaged': { type: 'boolean' },
  });
  const dataDir = required('data', options.data);
  const from = required('from', options.from);
  const isOwn = backupNamed(from) !== null;
  if (isOwn || !(await holdsSealed(from)))
    await needComptoir(isOwn ? join(backupFolder(dataDir), from) : from);
  const preview = await withBackups(dataDir, (backups) =>
    ask(backups, { dataDir, from, isOwn, evenDamaged: options['even-damaged'] === true }),
  );
  // This is the next start: it restores the copy.
  const notices = await withBackups(dataDir, (_backups, notices) => Promise.resolve(notices));
  if (notices.some(({ kind }) => kind === 'restore-given-up'))
    throw new CommandFailure(words().restoreGivenUp(from));
  if (await isAddressLost(dataDir)) log(words().newAddress);
  const folder = join(backupFolder(dataDir), preview.backup.name);
  process.stdout.write(`${JSON.stringify({ ...preview, folder })}\n`);
  return 0;
}

interface Asked {
  readonly dataDir: string;
  readonly from: string;
  readonly isOwn: boolean;
  readonly evenDamaged: boolean;
}

async function ask(backups: Backups, { dataDir, from, isOwn, evenDamaged }: Asked): Promise<BackupPreview> {
  const passPhrase = passPhraseGiven();
  const bring = (): Promise<Backup | null> =>
    backups.bring(from, ...(passPhrase === null ? [] : [passPhrase])).catch((error: unknown) => {
      throw error instanceof SealedCopyShut ? new CommandFailure(words().sealedCopy[error.reason]) : error;
    });
  const name = isOwn ? from : (await bring())?.name;
  const found = name === undefined ? null : await backups.preview(name);
  if (found === null) throw new CommandFailure(words().noComptoir(from));
  if (found.damaged > 0 && !evenDamaged) {
    if (!isOwn) await rm(join(backupFolder(dataDir), found.backup.name), { recursive: true });
    throw new CommandFailure(words().copyDamaged(found.damaged));
  }
  await backups.restore(found.backup.name);
  return found;
}

async function holdsSealed(folder: string): Promise<boolean> {
  return isSealedCopy(folder).catch(() => false); // the next step reports what is wrong with the folder
}

/** The next start takes over what a sealed copy carried. */
async function isAddressLost(dataDir: string): Promise<boolean> {
  const { 'moved-in': carried } = await storedSecrets(dataDir, 'secrets.json');
  if (carried !== undefined) return false;
  const { addressLostAt, pathSegments } = await readIdentity(realDisk, dataDir);
  return addressLostAt !== null || Object.keys(pathSegments).length === 0;
}

async function withBackups<T>(
  dataDir: string,
  task: (backups: Backups, notices: readonly Notice[]) => Promise<T>,
): Promise<T> {
  const offset = await offsetOf(dataDir);
  const prepare = (): Promise<readonly Notice[]> => prepareData(dataDir, systemClock.now(), log);
  const common = { dataDir, clock: systemClock, log, utcOffsetMinutes: () => offset };
  const { ledger, notices } = await openLedger({ ...common, prepare });
  const backups = createBackups({ ...common, ledger, carried: carriedInto(dataDir) });
  try {
    return await task(backups, notices);
  } finally {
    await backups.stop();
    await ledger.close();
  }
}
