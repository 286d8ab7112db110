import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { WebBridge } from '../../renderer/bridge/web-bridge';
import {
  createPaymentListing,
  firstPageSize,
  pageSize,
  type PaymentListing,
} from '../../renderer/features/payments/payment-listing';
import { connect } from '../support/window/connect';
import { eventually } from '../support/window/eventually';
import { startPreview, type Preview } from '../support/window/preview-server';
import { historyScene } from '../support/window/scenes';
import type { Payment } from '../../src/shared/payment/payment';
import { dayOf } from '../../src/shared/calendar';

const now = Date.parse('2026-11-24T09:00:00Z');
const older = 2_000;
const dayInCotonou = (instant: string) => dayOf(instant, 60);

describe('the long list of payments', () => {
  let preview: Preview;
  let bridge: WebBridge;
  let listing: PaymentListing;
  let askedBefore = 0;
  // None of the tests writes: they share one shop.
  beforeAll(async () => {
    preview = await startPreview('/nowhere', historyScene('fr', now, older));
  });
  afterAll(() => preview.close());
  beforeEach(async () => {
    askedBefore = pagesAskedEver();
    bridge = connect(preview.url).bridge;
    listing = createPaymentListing(bridge, dayInCotonou);
    listing.restart();
    await eventually(() => expect(listing.ready.value).toBe(true));
  });
  afterEach(() => bridge.close());
  const pagesAskedEver = (): number => preview.received.filter(({ name }) => name === 'listPayments').length;
  const pagesAsked = (): number => pagesAskedEver() - askedBefore;
  const payment = (row: number): Payment | null => {
    const found = listing.row(row);
    return found?.kind === 'payment' ? found.payment : null;
  };
  const scrollTo = async (row: number): Promise<void> => {
    await eventually(() => {
      const last = Math.min(row, listing.count.value - 1);
      listing.show(Math.max(0, last - 10), last);
      expect(listing.row(row)).not.toBeNull();
    });
  };

  const scrollToEnd = async (): Promise<void> => {
    await eventually(() => {
      listing.show(listing.count.value - 10, listing.count.value - 1);
      expect(listing.end.value).toBe('reached');
      expect(listing.row(listing.count.value - 1)).not.toBeNull();
    });
  };
  const daysFrom = (from: number, to: number): number =>
    Array.from({ length: to - from }, (_, at) => listing.row(from + at)).filter((row) => row?.kind === 'day')
      .length;

  it('begins with two screens full, and holds one page more until somebody scrolls near its end', async () => {
    const first = listing.count.value;
    expect(first).toBe(firstPageSize + daysFrom(0, first));
    listing.show(0, 10);
    listing.show(0, 11);
    await eventually(() => expect(listing.count.value).toBeGreaterThan(first));
    const held = listing.count.value;
    expect(held).toBe(firstPageSize + pageSize + daysFrom(0, held));
    listing.show(0, 10);
    expect(pagesAsked()).toBe(2);
    listing.show(100, 110);
    await eventually(() => expect(listing.count.value).toBeGreaterThan(held));
    expect(pagesAsked()).toBe(3);
    expect(listing.end.value).toBe('open');
  });

  it('reaches the first payment of all and says so', async () => {
    await scrollToEnd();
    expect(payment(listing.count.value - 1)?.id).toBe(preview.idOf(`older-${older - 1}`));
  });

  it('begins each day with a heading, also where a page ends in the middle of one', async () => {
    await scrollToEnd();
    const headings: string[] = [];
    let payments = 0;
    for (let row = 0; row < listing.count.value; row += 1) {
      if (listing.row(row) === null) await scrollTo(row);
      const found = listing.row(row);
      if (found?.kind === 'day') headings.push(found.day);
      if (found?.kind !== 'payment') continue;
      payments += 1;
      expect(dayInCotonou(found.payment.receivedAt)).toBe(headings.at(-1));
    }
    expect(payments).toBe(older + 7);
    expect(headings).toEqual([...new Set(headings)].sort().reverse());
    expect(listing.count.value).toBe(payments + headings.length);
    listing.setFilter({ order: 'highest' });
    await eventually(() => expect(listing.ready.value).toBe(true));
    expect(daysFrom(0, listing.count.value)).toBe(0);
  });

  it('forgets rows far from sight and brings the same ones back', async () => {
    await scrollTo(150);
    const before = listing.row(150);
    await scrollTo(1_500);
    expect(listing.row(150)).toBeNull();
    listing.show(140, 160);
    await eventually(() => expect(listing.row(150)).toEqual(before));
  });

  it('shows the answer of the last filter, however the answers overtake each other', async () => {
    listing.setFilter({ status: 'failed' });
    listing.setFilter({ status: 'check' });
    await eventually(() => expect(listing.ready.value).toBe(true));
    expect(listing.count.value).toBe(2);
    expect(payment(1)?.status).toBe('check');
  });

  it('takes the newer words of a payment in place', () => {
    const row = payment(3);
    if (row === null) throw new Error('the row is there');
    listing.update({ kind: 'payment', payment: { ...row, deliveries: 9 } });
    expect(payment(3)?.deliveries).toBe(9);
  });

  it('shows each deaf period once, at its place, whichever page that is on', async () => {
    bridge.close();
    const at = (minutesAgo: number): string => new Date(now - minutesAgo * 60_000).toISOString();
    const deafAt = (id: string, minutesAgo: number) =>
      ({ id, from: at(minutesAgo), to: at(minutesAgo - 1), cause: 'asleep', checked: null }) as const;
    // Older than all, between the first two pages, and newer than all.
    const deafPeriods = [deafAt('first', 99_999), deafAt('middle', 120 + 92.5 * 11), deafAt('last', 0.1)];
    const few = 200;
    const deaf = await startPreview('/nowhere', { ...historyScene('fr', now, few), deafPeriods });
    onTestFinished(() => deaf.close());
    bridge = connect(deaf.url).bridge;
    listing = createPaymentListing(bridge, dayInCotonou);
    listing.restart();
    await eventually(() => expect(listing.ready.value).toBe(true));
    await scrollToEnd();
    const places: string[][] = [];
    let above = '';
    for (let row = 0; row < listing.count.value; row += 1) {
      if (listing.row(row) === null) await scrollTo(row);
      const found = listing.row(row);
      if (found?.kind === 'deaf') places.push([above, found.period.id]);
      if (found?.kind === 'payment') above = found.payment.id;
    }
    expect(places).toEqual([
      ['', 'last'],
      [deaf.idOf('older-92'), 'middle'],
      [deaf.idOf(`older-${few - 1}`), 'first'],
    ]);
    listing.setFilter({ status: 'success' });
    await eventually(() => expect(listing.ready.value).toBe(true));
    expect([listing.row(0)?.kind, listing.row(1)?.kind]).toEqual(['day', 'payment']);
  });
});
