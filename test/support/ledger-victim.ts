import { systemClock } from '../../src/core/ports';
import { DataFolderInUse } from '../../src/core/storage/folder-lock';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { receivedEvent } from './ledger-events';
import { realNow } from './real-now';

/**
 * A process to be killed: appends as fast as it can, some calls twice, and says on stdout what was acknowledged, one
 * `transactionId paymentId .` a line. Arguments: data folder, a name for this life.
 */
const [dataDir = '', life = ''] = process.argv.slice(2);
const limits = {
  waiting: 20_000,
  uncompacted: 200_000,
  compactAt: 150,
  compactAtOnce: 600,
  partSize: 100,
  roomFromBytes: 4_000,
};

try {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const { ledger } = await openLedger({
    dataDir,
    utcOffsetMinutes: () => 60,
    clock: systemClock,
    log,
    limits,
  });
  let next = 0;
  const post = async (): Promise<never> => {
    for (;;) {
      next += 1;
      // Every tenth call repeats one of an earlier life or of this one.
      const transactionId = next % 10 === 0 ? `repeated-${next % 500}` : `${life}-${next}`;
      const { payment } = await ledger.append(
        receivedEvent({ transactionId, receivedAt: new Date(realNow()).toISOString() }),
      );
      process.stdout.write(`${transactionId} ${payment.id} .\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, post));
} catch (error) {
  process.exitCode = error instanceof DataFolderInUse ? 3 : 1;
  process.stderr.write(`${String(error)}\n`);
}
