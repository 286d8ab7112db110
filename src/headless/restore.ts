import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupFolder, backupNamed } from '../core/backup/backup-names';
import { createBackups, type Backups } from '../core/backup/backups';
import { prepareData } from '../core/backup/prepare-data';
import { openLedger } from '../core/ledger/open-ledger';
import { systemClock, type Log } from '../core/ports';
import type { BackupPreview } from '../shared/settings/backup';
import type { Notice } from '../shared/state/notice';
import { needComptoir, offsetOf } from './data';
import { CommandFailure, words } from './failure';
import { readOptions, required } from './options';

const log: Log = (line) => process.stderr.write(`${line}\n`);

/** Goes back to a copy, by name among the data folder's own or any other folder. What was there is set aside. */
export async function restore(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    from: { type: 'string' },
    'even-damaged': { type: 'boolean' },
  });
  const dataDir = required('data', options.data);
  const from = required('from', options.from);
  const isOwn = backupNamed(from) !== null;
  await needComptoir(isOwn ? join(backupFolder(dataDir), from) : from);
  const preview = await withBackups(dataDir, (backups) =>
    ask(backups, { dataDir, from, isOwn, evenDamaged: options['even-damaged'] === true }),
  );
  // The next start, which goes back.
  const notices = await withBackups(dataDir, (_backups, notices) => Promise.resolve(notices));
  if (notices.some(({ kind }) => kind === 'restore-given-up'))
    throw new CommandFailure(words().restoreGivenUp(from));
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
  const name = isOwn ? from : (await backups.bring(from))?.name;
  const found = name === undefined ? null : await backups.preview(name);
  if (found === null) throw new CommandFailure(words().noComptoir(from));
  if (found.damaged > 0 && !evenDamaged) {
    if (!isOwn) await rm(join(backupFolder(dataDir), found.backup.name), { recursive: true });
    throw new CommandFailure(words().copyDamaged(found.damaged));
  }
  await backups.restore(found.backup.name);
  return found;
}

async function withBackups<T>(
  dataDir: string,
  task: (backups: Backups, notices: readonly Notice[]) => Promise<T>,
): Promise<T> {
  const offset = await offsetOf(dataDir);
  const prepare = (): Promise<readonly Notice[]> => prepareData(dataDir, systemClock.now(), log);
  const common = { dataDir, clock: systemClock, log, utcOffsetMinutes: () => offset };
  const { ledger, notices } = await openLedger({ ...common, prepare });
  const backups = createBackups({ ...common, ledger });
  try {
    return await task(backups, notices);
  } finally {
    await backups.stop();
    await ledger.close();
  }
}
