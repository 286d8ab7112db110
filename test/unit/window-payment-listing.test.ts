import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebBridge } from '../../renderer/bridge/web-bridge';
import {
  createPaymentListing,
  pageSize,
  type PaymentListing,
} from '../../renderer/features/payments/payment-listing';
import { connect } from '../support/window/connect';
import { eventually } from '../support/window/eventually';
import { startPreview, type Preview } from '../support/window/preview-server';
import { historyScene } from '../support/window/scenes';
import type { Payment } from '../../src/shared/payment';

const now = Date.parse('2026-11-24T09:00:00Z');
const older = 2_000;

describe('the long list of payments', () => {
  let preview: Preview;
  let bridge: WebBridge;
  let listing: PaymentListing;
  beforeEach(async () => {
    preview = await startPreview('/nowhere', historyScene('fr', now, older));
    bridge = connect(preview.url).bridge;
    listing = createPaymentListing(bridge);
    listing.restart();
    await eventually(() => expect(listing.ready.value).toBe(true));
  });
  afterEach(async () => {
    bridge.close();
    await preview.close();
  });
  const pagesAsked = (): number => preview.received.filter(({ name }) => name === 'listPayments').length;
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

  it('holds one page until somebody scrolls near its end', async () => {
    expect(listing.count.value).toBe(pageSize);
    listing.show(0, 10);
    expect(pagesAsked()).toBe(1);
    listing.show(60, 70);
    listing.show(61, 71);
    await eventually(() => expect(listing.count.value).toBe(2 * pageSize));
    expect(pagesAsked()).toBe(2);
    expect(listing.end.value).toBe('open');
  });

  it('reaches the first payment of all and says so', async () => {
    await scrollTo(older + 6);
    expect(listing.end.value).toBe('reached');
    expect(listing.count.value).toBe(older + 7);
    expect(payment(older + 6)?.id).toBe(`older-${older - 1}`);
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
    expect(listing.count.value).toBe(1);
    expect(payment(0)?.status).toBe('check');
  });

  it('takes the newer words of a payment in place', () => {
    const row = payment(3);
    if (row === null) throw new Error('the row is there');
    listing.update({ kind: 'payment', payment: { ...row, deliveries: 9 } });
    expect(payment(3)?.deliveries).toBe(9);
  });

  it('shows each deaf period once, at its place, whichever page that is on', async () => {
    bridge.close();
    await preview.close();
    const at = (minutesAgo: number): string => new Date(now - minutesAgo * 60_000).toISOString();
    const deafAt = (id: string, minutesAgo: number) =>
      ({ id, from: at(minutesAgo), to: at(minutesAgo - 1), cause: 'asleep', checked: null }) as const;
    // Older than all, between the first two pages, and newer than all.
    const deafPeriods = [deafAt('first', 99_999), deafAt('middle', 120 + 92.5 * 11), deafAt('last', 0.1)];
    preview = await startPreview('/nowhere', { ...historyScene('fr', now, older), deafPeriods });
    bridge = connect(preview.url).bridge;
    listing = createPaymentListing(bridge);
    listing.restart();
    await eventually(() => expect(listing.ready.value).toBe(true));
    await scrollTo(older + 9);
    const places = new Map<number, string>();
    for (let row = 0; row < listing.count.value; row += 1) {
      if (listing.row(row) === null) await scrollTo(row);
      const found = listing.row(row);
      if (found?.kind === 'deaf') places.set(row, found.period.id);
    }
    expect([...places]).toEqual([
      [0, 'last'],
      [101, 'middle'],
      [older + 9, 'first'],
    ]);
    listing.setFilter({ status: 'success' });
    await eventually(() => expect(listing.ready.value).toBe(true));
    expect(listing.row(0)?.kind).toBe('payment');
  });
});
