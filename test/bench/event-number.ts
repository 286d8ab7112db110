import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { receivedEvent } from '../support/ledger-events';

const transactionId = 'TRANSACTION';
const template = receivedEvent({ transactionId });
const [bodyBefore = '', bodyAfter = ''] = Buffer.from(template.rawBody).toString().split(transactionId);
let lastTimes = { day: NaN, receivedAt: '', performedAt: '' };

/**
 * A thousand payments a day: a busy shop, over years. Made with as little work as can be, for it is measured together with
 * what a store does.
 */
export function eventNumber(n: number): ReceivedEvent {
  const transactionId = transactionNumber(n);
  const { receivedAt, performedAt } = timesOf(Math.min(2_000, Math.floor(n / 1_000)));
  const rawBody = Buffer.from(bodyBefore + transactionId + bodyAfter, 'latin1');
  const amountXof = 100 + (n % 977) * 25;
  return {
    ...template,
    receivedAt,
    rawBody,
    event: { ...template.event, transactionId, amountXof, performedAt },
  };
}

function timesOf(day: number): typeof lastTimes {
  if (lastTimes.day === day) return lastTimes;
  const at = Date.UTC(2022, 0, 1, 12) + day * 86_400_000;
  lastTimes = { day, receivedAt: isoOf(at), performedAt: isoOf(at - 900) };
  return lastTimes;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** Characters in no order, as KKiaPay gives them: keys that come in order would spare a tree its searching. */
function transactionNumber(n: number): string {
  const scattered = (Math.imul(n + 1, 0x9e3779b1) >>> 0) * 2 ** 20 + (Math.imul(n, 0x85ebca6b) >>> 12);
  return scattered.toString(36).padStart(11, '0').slice(-11);
}
