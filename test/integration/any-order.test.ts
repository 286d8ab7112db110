import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { createLaterOutcomes } from '../../src/core/hints/later-outcomes';
import { providers } from '../../src/core/providers';
import { createSettling } from '../../src/core/verification/settling';
import { effectiveStatusOf, type Payment } from '../../src/shared/payment/payment';
import { createTally } from '../../src/shared/payment/totals';
import { fakeClock } from '../support/fake-clock';
import { dataFolder, openedLedger } from '../support/ledger-folder';

const day = '2026-11-30';
const amountXof = 2_500;
/** Names and states as FedaPay sends them; a created one is no payment yet. */
const calls = {
  success: ['transaction.approved', 'approved'],
  transferred: ['transaction.updated', 'transferred'],
  failed: ['transaction.declined', 'declined'],
  canceled: ['transaction.canceled', 'canceled'],
  pending: ['transaction.created', 'pending'],
  refunded: ['transaction.refunded', 'refunded'],
  partly: ['transaction.updated', 'approved_partially_refunded'],
} as const;
type Call = keyof typeof calls;

function bodyOf(call: Call): Buffer {
  const [name, status] = calls[call];
  const at = '2026-11-30T09:59:00.000Z';
  const entity = {
    ...{ id: 98_446_301, reference: 'trx_ZIU', amount: amountXof, fees: 45, status, mode: 'moov' },
    ...{ approved_at: at, updated_at: at, refunded_at: at, currency: { iso: 'XOF', div: 1 } },
  };
  return Buffer.from(JSON.stringify({ name, object: 'transaction', entity }));
}

async function afterCalls(order: readonly Call[]) {
  const ledger = await openedLedger(await dataFolder());
  const clock = fakeClock(Date.parse('2026-11-30T10:00:00.000Z'));
  const parts = { ledger, providers, clock, onChanged: () => undefined };
  const laterOutcomes = createLaterOutcomes(parts);
  for (const call of order) {
    const rawBody = bodyOf(call);
    const receivedAt = new Date(clock.now()).toISOString();
    clock.advance(1_000);
    const event = fedapay.parse(rawBody, receivedAt);
    if (event === null) continue;
    const { payment, duplicate } = await ledger.append({
      ...{ provider: 'fedapay', mode: 'live', receivedAt, rawBody, event, headers: {} },
    });
    if (!duplicate) await laterOutcomes.on(payment);
  }
  const payments = async (): Promise<readonly Payment[]> => (await ledger.page({ limit: 100 })).payments;
  /** The same, asked in three ways. */
  const counted = async (): Promise<number> => {
    const tally = createTally();
    const all = await payments();
    for (const payment of all) tally.add(payment);
    const { count, amountXof: sum } = tally.totals().received;
    const { successCount, totalXof } = await ledger.day(day);
    expect({ successCount, totalXof }).toEqual({ successCount: count, totalXof: sum });
    expect(all.filter((payment) => effectiveStatusOf(payment) === 'success')).toHaveLength(count);
    return sum;
  };
  return { ledger, payments, counted, settling: createSettling(parts), close: () => ledger.close() };
}

const anyOrder = fc.array(fc.constantFrom(...(Object.keys(calls) as Call[])), { maxLength: 7 }); // the table's own keys

describe('calls about one payment, in any order', () => {
  it('count once at most, and never while they contradict each other', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const { counted, payments, settling, close } = await afterCalls(order);
        const isReceived = (call: Call): boolean => call === 'success' || call === 'transferred';
        const received = order.findIndex(isReceived);
        // One that failed before is tried again by the customer; the same call once more says nothing new.
        const before = new Set(order.slice(0, Math.max(0, received)));
        const isDoubted =
          received >= 0 &&
          order
            .slice(received)
            .some((call) => (call === 'failed' || call === 'canceled') && !before.has(call));
        expect(await counted()).toBe(received >= 0 && !isDoubted ? amountXof : 0);

        const doubted = (await payments()).find(({ verification }) => verification.kind === 'disputed');
        expect(doubted !== undefined).toBe(isDoubted);
        if (doubted !== undefined) {
          await settling.settle(doubted, 'not-received', 'Awa');
          expect(await counted()).toBe(0);
          await settling.settle(doubted, 'received', 'Awa');
          expect(await counted()).toBe(amountXof);
          await settling.settle(doubted, 'unsure', 'Awa');
          expect(await counted()).toBe(0);
        }
        await close();
      }),
      { numRuns: 60 },
    );
  });
});
