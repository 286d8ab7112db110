import { describe, expect, it } from 'vitest';
import type { Ledger, LedgerReader } from '../../src/core/ledger/ledger';
import { systemClock } from '../../src/core/ports';
import { openLedger } from '../../src/core/ledger/open-ledger';
import type { Payment, PaymentFilter, PaymentOrder } from '../../src/shared/payment/payment';
import { paymentOrders } from '../../src/shared/payment/payment';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, openedReader } from '../support/ledger-folder';
import { randomFrom } from '../support/simulated-disk';

const filters: readonly PaymentFilter[] = [
  {},
  { method: 'WALLET' },
  { claimed: true },
  { claimed: false, mode: 'live' },
  { minXof: 2_000, maxXof: 3_000 },
  { maxXof: 500, status: 'check' },
  { from: '2026-11-22', to: '2026-11-22', status: 'success' },
  { text: 'awa', mode: 'sandbox' },
  { text: '2500' },
];

describe('a query of the ledger', () => {
  it('is found in the order asked for, page by page, in the journal, in the documents and amid both', async () => {
    const folder = await dataFolder();
    const { ledger } = await openLedger({
      ...{ dataDir: folder, utcOffsetMinutes: () => 60, log: () => undefined, clock: systemClock },
      limits: {
        waiting: 1_000,
        uncompacted: 1_000,
        compactAt: 20,
        compactAtOnce: 30,
        partSize: 8,
        roomFromBytes: 2_000,
      },
    });
    const stored = new Map<string, Payment>();
    await fill(ledger, stored);
    await expectAnswers(ledger, [...stored.values()]);
    await fill(ledger, stored);
    await expectAnswers(ledger, [...stored.values()]);
    await ledger.close();
    await expectAnswers(await openedReader(folder), [...stored.values()]);
  });
});

async function fill(ledger: Ledger, stored: Map<string, Payment>): Promise<void> {
  const random = randomFrom(stored.size);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T; // never empty below
  for (let n = 0; n < 50; n += 1) {
    const status = pick(['success', 'success', 'failed', 'check'] as const);
    const event = receivedEvent({
      status,
      transactionId: `t${stored.size}`,
      mode: pick(['live', 'live', 'sandbox']),
      method: pick(['MOBILE_MONEY', 'WALLET', null]),
      amountXof: pick([null, 500, 1_000, 2_500, 2_500, 3_000]),
      label: pick(['Boutique Awa', 'Chez Koffi']),
      receivedAt: pick(['2026-11-21', '2026-11-22', '2026-11-23']) + 'T12:00:00.000Z',
    });
    const { payment } = await ledger.append(event);
    stored.set(payment.id, payment);
    if (random() > 0.2) continue;
    const { id } = pick([...stored.values()].slice(-30));
    const claimed = await ledger.annotate(id, {
      field: 'claim',
      value: { kind: 'handed-over', by: 'Awa', at: '2026-11-23T12:00:00.000Z' },
    });
    if (claimed !== null) stored.set(id, claimed);
  }
}

async function expectAnswers(ledger: LedgerReader, stored: readonly Payment[]): Promise<void> {
  for (const filter of filters) {
    const meant = stored.filter((payment) => isMeant(payment, filter));
    expect(meant.length, JSON.stringify(filter)).toBeGreaterThan(2);
    for (const order of paymentOrders) {
      const pages: Payment[] = [];
      let after: string | null | undefined;
      do {
        const page = await ledger.page({ ...filter, order, limit: 17, ...(after && { after }) });
        pages.push(...page.payments);
        after = page.next;
      } while (after !== null);
      expect(pages, JSON.stringify({ filter, order })).toEqual(inOrder(meant, order));
    }
    for (const order of ['newest', 'oldest'] as const) {
      const all: Payment[] = [];
      for await (const payment of ledger.payments(filter, order)) all.push(payment);
      expect(all).toEqual(inOrder(meant, order));
    }
  }
}

/** The same, said without parts, pages or indexes. */
function isMeant(payment: Payment, filter: PaymentFilter): boolean {
  const { amountXof, claim, label, method, mode, status } = payment;
  const day = payment.id.replace(/^(\d{4})(\d\d)(\d\d)-.*$/, '$1-$2-$3');
  const { from = day, to = day, minXof = -Infinity, maxXof = Infinity, text } = filter;
  const isAmount = filter.minXof === undefined && filter.maxXof === undefined;
  return (
    from <= day &&
    day <= to &&
    (filter.status ?? status) === status &&
    (filter.mode ?? mode) === mode &&
    (filter.method ?? method) === method &&
    (filter.claimed ?? claim !== null) === (claim !== null) &&
    (isAmount || (amountXof !== null && minXof <= amountXof && amountXof <= maxXof)) &&
    (text === undefined || String(amountXof).includes(text) || label?.toLowerCase().includes(text) === true)
  );
}

function inOrder(payments: readonly Payment[], order: PaymentOrder): Payment[] {
  const arrival = ({ id }: Payment): number => parseInt(id.slice(9), 36);
  const amount = ({ amountXof }: Payment, missing: number): number => amountXof ?? missing;
  return [...payments].sort((one, other) => {
    const newest = arrival(other) - arrival(one);
    if (order === 'newest') return newest;
    if (order === 'oldest') return -newest;
    if (order === 'highest') return amount(other, -1) - amount(one, -1) || newest;
    return amount(one, 1e9) - amount(other, 1e9) || newest;
  });
}
