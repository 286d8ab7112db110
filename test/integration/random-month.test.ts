import Papa from 'papaparse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundTo, theProgram } from '../../src/core/access/caller';
import { createReach } from '../../src/core/access/reach';
import { exportFile } from '../../src/core/export/export';
import { createReportHandlers } from '../../src/core/report/report-handlers';
import type { Ledger } from '../../src/core/ledger/ledger';
import type { ExportFormat } from '../../src/shared/payment/export';
import { effectiveStatusOf, type Payment } from '../../src/shared/payment/payment';
import { totalsOf } from '../../src/shared/payment/report';
import { daysBetween } from '../../src/shared/calendar';
import { closingShop, today } from '../support/closing-shop';
import { rowsIn } from '../support/import-reading';
import { receivedEvent, type EventTraits } from '../support/ledger-events';

const first = '2026-11-01';
const days = daysBetween(first, today);
const beganMs = Date.parse('2026-11-01T00:00:00Z');
const spanMs = Date.parse('2026-11-23T20:00:00Z') - beganMs;

/** What may be odd about a payment, each with whether its money counts as received. */
const oddities: readonly {
  readonly traits: EventTraits;
  readonly counts: boolean;
  readonly later?: 'reversed' | 'disputed' | 'given-back' | 'received' | 'not-received';
}[] = [
  { traits: {}, counts: true },
  { traits: { method: null }, counts: true },
  { traits: { method: 'CARD', feesXof: null }, counts: true },
  { traits: { mode: 'sandbox' }, counts: false },
  { traits: { status: 'failed', event: 'transaction.failed' }, counts: false },
  { traits: { status: 'check', doubts: ['contradiction'] }, counts: false },
  { traits: { status: 'check', amountXof: null, doubts: ['amount-missing'] }, counts: false },
  {
    traits: { status: 'check', amountXof: null, amountAsGiven: '250 000 GNF', doubts: ['other-currency'] },
    counts: false,
  },
  { traits: { status: 'check', event: 'transaction.refunded', doubts: ['given-back'] }, counts: false },
  { traits: {}, counts: false, later: 'reversed' },
  { traits: {}, counts: false, later: 'disputed' },
  { traits: {}, counts: true, later: 'given-back' },
  { traits: {}, counts: true, later: 'received' },
  { traits: {}, counts: false, later: 'not-received' },
];

const shopMonth = fc.array(
  fc.record({
    odd: fc.constantFrom(...oddities),
    amountXof: fc.integer({ min: 1, max: 1_000_000 }),
    atMs: fc.integer({ min: beganMs, max: beganMs + spanMs }),
    /** Paid so long before it came; null: the provider names no time. */
    lateMs: fc.option(fc.integer({ min: 0, max: 60 * 3_600_000 })),
    claimed: fc.boolean(),
  }),
  { minLength: 60, maxLength: 90 },
);

async function annotated(ledger: Ledger, { id }: Payment, later: (typeof oddities)[number]['later']) {
  const at = '2026-11-23T18:00:00.000Z';
  if (later === 'reversed')
    await ledger.annotate(id, { field: 'verification', value: { kind: 'reversed', at } });
  if (later === 'disputed') {
    const value = { kind: 'disputed', at, difference: 'amount 900' } as const;
    await ledger.annotate(id, { field: 'verification', value });
  }
  if (later === 'received' || later === 'not-received') {
    const difference = 'failed-after-success';
    await ledger.annotate(id, { field: 'verification', value: { kind: 'disputed', at, difference } });
    const value = { kind: 'settled', at, outcome: later, by: 'Awa', difference } as const;
    await ledger.annotate(id, { field: 'verification', value });
  }
  if (later === 'given-back')
    await ledger.annotate(id, { field: 'given-back', value: { how: 'wholly', at } });
}

async function exported(ledger: Ledger, format: ExportFormat): Promise<string> {
  const chunks: Buffer[] = [];
  const file = exportFile(
    {
      ...{ ledger, language: 'fr', utcOffsetMinutes: 60, exportedAt: '2026-11-23T20:00:00.000Z' },
      onProgress: () => undefined,
    },
    { format, payers: 'whole', from: first, to: today },
  );
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function listed(ledger: Ledger): Promise<readonly Payment[]> {
  const all: Payment[] = [];
  for await (const payment of ledger.payments({ from: first, to: today }, 'oldest')) all.push(payment);
  return all;
}

interface Made {
  readonly counts: boolean;
  readonly amountXof: number;
  readonly transactionId: string;
}

async function livedMonth(month: typeof shopMonth extends fc.Arbitrary<infer Month> ? Month : never) {
  const shop = await closingShop();
  const made: Made[] = [];
  for (const [at, { odd, amountXof, atMs, lateMs, claimed }] of month.entries()) {
    const transactionId = `149068739${1000 + at}`;
    const { payment } = await shop.ledger.append(
      receivedEvent({
        ...{ amountXof, transactionId, receivedAt: new Date(atMs).toISOString() },
        performedAt: lateMs === null ? null : new Date(Math.max(beganMs, atMs - lateMs)).toISOString(),
        ...odd.traits,
      }),
    );
    await annotated(shop.ledger, payment, odd.later);
    const value = { kind: 'handed-over', by: at % 2 === 0 ? 'Awa' : 'awa', at: payment.receivedAt } as const;
    if (claimed) await shop.ledger.annotate(payment.id, { field: 'claim', value });
    made.push({ counts: odd.counts, amountXof, transactionId });
  }
  return { ...shop, made };
}

describe('a month with every kind of odd payment', () => {
  it('comes to the same in totals, list, report, closes and every export', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shopMonth, async (month) => {
        const { ledger, settings, handlers, made } = await livedMonth(month);
        const counted = made.filter(({ counts }) => counts);
        const sum = {
          count: counted.length,
          amountXof: counted.reduce((total, { amountXof }) => total + amountXof, 0),
        };

        const summaries = await Promise.all(days.map((day) => ledger.day(day)));
        expect(totalsOf(summaries)).toMatchObject({ count: sum.count, totalXof: sum.amountXof });
        const { payments } = await ledger.page({ status: 'success', mode: 'live', limit: 500 });
        expect(payments.map(({ transactionId }) => transactionId).sort()).toEqual(
          counted.map(({ transactionId }) => transactionId).sort(),
        );

        const reach = createReach({ now: () => beganMs + spanMs, today: () => today });
        const fail = (code: string): never => {
          throw new Error(code);
        };
        const { getReport } = boundTo(createReportHandlers(ledger, settings, { reach, fail }), theProgram);
        const report = await getReport({ from: first, to: today });
        expect(totalsOf(report.days)).toMatchObject({ count: sum.count, totalXof: sum.amountXof });
        for (const takings of [report.hours, report.methods]) {
          expect(takings.reduce((total, { totalXof }) => total + totalXof, 0)).toBe(sum.amountXof);
          expect(takings.reduce((total, { count }) => total + count, 0)).toBe(sum.count);
        }

        let closedXof = 0;
        for (const day of days) {
          const { totals } = await handlers.closeDay({ day, by: 'Awa', countedCashXof: null });
          closedXof += totals.received.amountXof;
          const handed = [...totals.byHelper, totals.notHandedOver];
          expect(handed.reduce((total, { count }) => total + count, 0)).toBe(totals.received.count);
          expect(handed.reduce((total, { amountXof }) => total + amountXof, 0)).toBe(
            totals.received.amountXof,
          );
          expect(totals.byHelper.length).toBeLessThanOrEqual(1);
        }
        expect(closedXof).toBe(sum.amountXof);

        const csv = await exported(ledger, 'csv');
        const rows = Papa.parse<Record<string, string>>(csv, { header: true, delimiter: ';' }).data;
        expect(rows.reduce((total, row) => total + Number(row['Reçu (F)'] ?? 0), 0)).toBe(sum.amountXof);
        expect(JSON.parse(await exported(ledger, 'json'))).toMatchObject({ totals: { received: sum } });
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('is read back unchanged from its own CSV export', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shopMonth, async (month) => {
        const { ledger } = await livedMonth(month);
        const payments = await listed(ledger);
        const read = rowsIn(Buffer.from(await exported(ledger, 'csv')));
        expect(read).toHaveLength(payments.length);
        const received = payments.filter(
          (payment) => payment.mode === 'live' && effectiveStatusOf(payment) === 'success',
        );
        expect(
          read
            .filter(({ finding }) => finding === 'received')
            .map(({ transactionId, amountXof, account }) => [transactionId, amountXof, account]),
        ).toEqual(
          received.map(({ transactionId, amountXof, account }) => [transactionId, amountXof, account]),
        );
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
