import { systemClock } from '../../src/core/ports';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { receivedEvent } from '../support/ledger-events';
import { retryRefused } from './retry-refused';
import { dayMs } from '../../src/shared/calendar';

/** Stores so many payments in a folder, the way the receiver does: a thousand a day, a busy shop over years. */
export async function fillLedger(folder: string, count: number): Promise<void> {
  const { ledger } = await openLedger({
    dataDir: folder,
    utcOffsetMinutes: () => 60,
    clock: systemClock,
    log: () => undefined,
  });
  for (let n = 0; n < count; n += 1_000)
    await Promise.all(
      Array.from({ length: Math.min(1_000, count - n) }, (_, at) =>
        retryRefused(() => ledger.append(paymentNumber(n + at))),
      ),
    );
  await ledger.close();
}

function paymentNumber(n: number) {
  const at = Date.UTC(2022, 0, 1, 7) + Math.floor(n / 1_000) * dayMs + (n % 1_000) * 40_000;
  return receivedEvent({
    transactionId: `t${n}`,
    amountXof: 100 + (n % 977) * 25,
    account: `22901970${String(n % 100_000).padStart(5, '0')}`,
    label: `Commande n° ${n}`,
    receivedAt: new Date(at).toISOString(),
    performedAt: new Date(at - 900).toISOString(),
  });
}
