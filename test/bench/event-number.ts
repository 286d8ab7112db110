import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { receivedEvent } from '../support/ledger-events';
import { dayMs } from '../../src/shared/calendar';

const placeholder = 'TRANSACTION';
const body = Buffer.from(receivedEvent({ transactionId: placeholder }).rawBody).toString();
let newest = { day: 0, times: timesOn(0) };

/**
 * A thousand payments a day: a busy shop, over years. Bodies differ by their number alone and times by their day: making an
 * event is measured together with what a store does, and must cost little beside it.
 */
export function eventNumber(n: number): ReceivedEvent {
  const day = Math.min(2_000, Math.floor(n / 1_000));
  if (newest.day !== day) newest = { day, times: timesOn(day) };
  const transactionId = transactionNumber(n);
  return receivedEvent({
    transactionId,
    amountXof: 100 + (n % 977) * 25,
    ...newest.times,
    rawBody: Buffer.from(body.replace(placeholder, transactionId)),
  });
}

function timesOn(day: number): { readonly receivedAt: string; readonly performedAt: string } {
  const at = Date.UTC(2022, 0, 1, 12) + day * dayMs;
  return { receivedAt: new Date(at).toISOString(), performedAt: new Date(at - 900).toISOString() };
}

/** Characters in no order, as KKiaPay gives them: keys that come in order would spare a tree its searching. */
function transactionNumber(n: number): string {
  const scattered = (Math.imul(n + 1, 0x9e3779b1) >>> 0) * 2 ** 20 + (Math.imul(n, 0x85ebca6b) >>> 12);
  return scattered.toString(36).padStart(11, '0').slice(-11);
}
