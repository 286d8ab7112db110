import { resolve, join } from 'node:path';
import { backupFolder } from '../core/backup/backup-names';
import { createBackups, type Backups } from '../core/backup/backups';
import { prepareData } from '../core/backup/prepare-data';
import type { Notice } from '../shared/state/notice';
import { openLedger } from '../core/ledger/open-ledger';
import { systemClock, type Log } from '../core/ports';
import { offsetOf } from './data';
import { readOptions, required } from './options';

const log: Log = (line) => process.stderr.write(`${line}\n`);

/** Copies the data to a folder elsewhere, without secrets. The folder must not be in use: its own window can copy then. */
export async function backup(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, to: { type: 'string' } });
  const to = required('to', options.to);
  const name = await withBackups(required('data', options.data), (backups) => backups.copyOut(to));
  process.stdout.write(`${JSON.stringify({ folder: join(resolve(to), name) })}\n`);
  return 0;
}

/** Goes back to a copy, by name among the data folder's own or any other folder. What was there is set aside. */
export async function restore(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, from: { type: 'string' } });
  const dataDir = required('data', options.data);
  const from = required('from', options.from);
  const preview = await withBackups(dataDir, async (backups) => {
    const known = (await backups.list()).some(({ name }) => name === from);
    const name = known ? from : (await backups.bring(from))?.name;
    const found = name === undefined ? null : await backups.preview(name);
    if (found !== null) await backups.restore(found.backup.name);
    return found;
  });
  if (preview === null) throw new Error(`${from} holds no copy of Comptoir's data`);
  // The next start, which goes back.
  const notices = await withBackups(dataDir, (_backups, notices) => Promise.resolve(notices));
  if (notices.some(({ kind }) => kind === 'restore-given-up'))
    throw new Error(`going back to ${from} was not possible; the data are as they were`);
  process.stdout.write(
    `${JSON.stringify({ ...preview, folder: join(backupFolder(dataDir), preview.backup.name) })}\n`,
  );
  return 0;
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
