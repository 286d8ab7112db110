import { checkCloses } from '../core/day-close/close-book';
import { realDisk } from '../core/storage/disk';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { readHeartbeat } from '../core/hearing/heartbeat';
import { readOptions, required } from './options';
import { needComptoir, offsetOf } from './data';

/**
 * Reads the whole ledger, follows the chain of day closes, and prints what it holds. Exit 1 where something is damaged.
 */
export async function check(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, json: { type: 'boolean' } });
  const dataDir = required('data', options.data);
  await needComptoir(dataDir);
  const offset = await offsetOf(dataDir);
  const expected = (await readHeartbeat(dataDir))?.ledger ?? null;
  const ledger = await openLedgerReader({ dataDir, expected, utcOffsetMinutes: () => offset, log: toStderr });
  try {
    const report = await ledger.check((share) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(share * 100)} % `);
    });
    if (process.stderr.isTTY) process.stderr.write('\r');
    const { broken } = await checkCloses(realDisk, dataDir, ledger);
    if (broken.length > 0) toStderr(`day closes missing, damaged or changed: ${broken.join(', ')}`);
    const damaged = report.damaged + broken.length;
    process.stdout.write(`${JSON.stringify({ ...report, damaged })}\n`);
    return damaged === 0 ? 0 : 1;
  } finally {
    await ledger.close();
  }
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
