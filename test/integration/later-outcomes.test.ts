import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { providers } from '../../src/core/providers';
import { announce } from '../../src/core/announce/announce';
import { createLaterOutcomes } from '../../src/core/hints/later-outcomes';
import { openHints } from '../../src/core/hints/open-hints';
import { handOverRefusal } from '../../src/shared/payment/claim';
import { effectiveStatusOf, type Payment } from '../../src/shared/payment/payment';
import { createTally } from '../../src/shared/payment/totals';
import { fakeClock } from '../support/fake-clock';
import { receivedEvent, type EventTraits } from '../support/ledger-events';
import { dataFolder } from '../support/ledger-folder';
import { shopSettings } from '../support/shop-settings';

const start = Date.parse('2026-11-30T10:00:00.000Z');

async function shop() {
  const dataDir = await dataFolder();
  const clock = fakeClock(start);
  const open = () => openLedger({ dataDir, utcOffsetMinutes: () => 60, clock, log: () => undefined });
  let { ledger } = await open();
  onTestFinished(() => ledger.close());
  const after = createLaterOutcomes({
    ledger: { find: (name) => ledger.find(name), annotate: (id, value) => ledger.annotate(id, value) },
    ...{ providers, clock, onChanged: () => undefined },
  });
  const keep = async (event: Parameters<typeof ledger.append>[0]): Promise<Payment> => {
    const { payment, duplicate } = await ledger.append(event);
    if (!duplicate) await after.on(payment);
    return payment;
  };
  return {
    kkiapay: (traits: EventTraits) => keep(receivedEvent(traits)),
    /** As its call comes, parsed by the provider's own parser. */
    fedapay: async (name: string, status: string, at: string): Promise<Payment> => {
      const entity = {
        ...{
          id: 98_446_301,
          reference: 'trx_ZIU_1719787792938',
          amount: 2500,
          fees: 45,
          status,
          mode: 'moov',
        },
        ...{ approved_at: '2026-11-30T09:59:00.000Z', refunded_at: at, currency: { iso: 'XOF', div: 1 } },
      };
      const rawBody = Buffer.from(JSON.stringify({ name, object: 'transaction', entity }));
      const event = fedapay.parse(rawBody, at);
      if (event === null) throw new Error(`${name} is no payment`);
      const signature = createHmac('sha256', 'wh').update(rawBody).digest('hex');
      return keep({
        ...{ provider: 'fedapay', mode: 'live', receivedAt: at, rawBody, event },
        headers: { 'x-fedapay-signature': signature },
      });
    },
    now: async (id: string): Promise<Payment> => {
      const payment = await ledger.payment(id);
      if (payment === null) throw new Error('lost');
      return payment;
    },
    day: (day: string) => ledger.day(day),
    totals: async (day: string) => {
      const tally = createTally();
      for await (const payment of ledger.payments({ from: day, to: day })) tally.add(payment);
      return tally.totals();
    },
    restart: async () => {
      await ledger.close();
      ({ ledger } = await open());
    },
  };
}

const failure = { event: 'transaction.failed', status: 'failed' } as const;

describe('a payment that failed after it had succeeded', () => {
  it('is a doubt on both calls and in no sum, until the provider is asked', async () => {
    const { kkiapay, now, day, totals, restart } = await shop();
    const received = await kkiapay({});
    const failed = await kkiapay(failure);
    await restart();
    for (const { id } of [received, failed]) {
      const payment = await now(id);
      expect(payment.verification).toMatchObject({ kind: 'disputed', difference: 'failed-after-success' });
      expect(effectiveStatusOf(payment)).toBe('check');
    }
    expect(await day('2026-11-23')).toMatchObject({
      successCount: 0,
      totalXof: 0,
      failedCount: 0,
      checkCount: 2,
    });
    expect((await totals('2026-11-23')).received).toEqual({ count: 0, amountXof: 0 });
  });

  it('that succeeded after it had failed is one success', async () => {
    const { kkiapay, now, day } = await shop();
    await kkiapay(failure);
    const { id } = await kkiapay({});
    expect(effectiveStatusOf(await now(id))).toBe('success');
    expect(await day('2026-11-23')).toMatchObject({ successCount: 1, totalXof: 1000, checkCount: 0 });
  });

  it('does not touch the payment of another number or of the other mode', async () => {
    const { kkiapay, now } = await shop();
    const { id } = await kkiapay({});
    await kkiapay({ ...failure, transactionId: 'other' });
    await kkiapay({ ...failure, mode: 'sandbox' });
    expect((await now(id)).verification).toEqual({ kind: 'announced' });
  });
});

describe('money given back', () => {
  it.each(['transaction.refunded', 'transaction.updated'])(
    'under the name %s marks its payment and stands on its own day',
    async (name) => {
      const { fedapay: call, now, day, totals, restart } = await shop();
      const received = await call('transaction.approved', 'approved', '2026-11-30T10:00:00.000Z');
      const before = await day('2026-11-30');
      const back = await call(name, 'refunded', '2026-12-02T09:00:00.000Z');
      await call(name, 'refunded', '2026-12-02T09:01:00.000Z');
      await restart();
      const marked = await now(received.id);
      expect(marked).toMatchObject({ status: 'success', givenBack: { how: 'wholly', at: back.performedAt } });
      expect(handOverRefusal(marked)).toBe('reversed');
      expect(handOverRefusal(back)).toBe('reversed');
      expect(await day('2026-11-30')).toEqual(before);
      expect(await day('2026-12-02')).toMatchObject({ successCount: 0, totalXof: 0, checkCount: 1 });
      expect(await totals('2026-12-02')).toMatchObject({
        received: { count: 0, amountXof: 0 },
        reversed: { count: 1, amountXof: 2500 },
      });
    },
  );

  it('in part says that nobody knows how much', async () => {
    const { fedapay: call, now } = await shop();
    const { id } = await call('transaction.approved', 'approved', '2026-11-30T10:00:00.000Z');
    const back = await call('transaction.updated', 'approved_partially_refunded', '2026-12-02T09:00:00.000Z');
    expect(back).toMatchObject({ status: 'check', amountXof: null, doubts: ['given-back-partly'] });
    expect((await now(id)).givenBack?.how).toBe('partly');
    expect(announce({ payment: back, duplicate: false }, shopSettings)).toMatchObject({
      ...{ sound: 'reversal', title: 'Rendu en partie, montant rendu inconnu' },
    });
  });

  it('marks the payment whose announcement comes after it', async () => {
    const { fedapay: call, now } = await shop();
    await call('transaction.refunded', 'refunded', '2026-12-02T09:00:00.000Z');
    const { id } = await call('transaction.approved', 'approved', '2026-12-02T09:00:05.000Z');
    expect((await now(id)).givenBack?.how).toBe('wholly');
  });

  it('rings a sound of its own', async () => {
    const { fedapay: call } = await shop();
    const back = await call('transaction.refunded', 'refunded', '2026-12-02T09:00:00.000Z');
    expect(announce({ payment: back, duplicate: false }, shopSettings)).toMatchObject({
      ...{ sound: 'reversal', title: 'Rendu au client : 2 500 F' },
    });
  });
});

describe('a power cut between a call and its effect on another payment', () => {
  const open = async () => {
    const dataDir = await dataFolder();
    const clock = fakeClock(start);
    return openLedger({ dataDir, utcOffsetMinutes: () => 60, clock, log: () => undefined });
  };
  /** The start after it, until what was left undone is done. */
  const startAgain = (ledger: Awaited<ReturnType<typeof open>>['ledger']) =>
    openHints({
      ...{ ledger, clock: fakeClock(start), log: () => undefined, dispatch: () => undefined },
      ...{ onChanged: () => undefined, refreshToday: () => Promise.resolve() },
    });

  it('is repaired at the next start', async () => {
    const { ledger } = await open();
    onTestFinished(() => ledger.close());
    const fedapayEvent = (traits: EventTraits) => ({ ...receivedEvent(traits), provider: 'fedapay' });
    const paid = await ledger.append(fedapayEvent({ transactionId: '7', event: 'transaction.approved' }));
    await ledger.append(
      fedapayEvent({
        transactionId: '7',
        event: 'transaction.refunded',
        status: 'check',
        doubts: ['given-back'],
      }),
    );
    const kept = await ledger.append(receivedEvent({ transactionId: 'twice' }));
    await ledger.append(receivedEvent({ ...failure, transactionId: 'twice' }));
    await startAgain(ledger);
    const now = (id: string): Promise<Payment | null> => ledger.payment(id);
    await expect.poll(async () => (await now(paid.payment.id))?.givenBack?.how).toBe('wholly');
    await expect
      .poll(async () => (await now(kept.payment.id))?.verification)
      .toMatchObject({ difference: 'failed-after-success' });
  });

  it('does not change a doubt that was settled since', async () => {
    const { ledger } = await open();
    onTestFinished(() => ledger.close());
    const { payment } = await ledger.append(receivedEvent({}));
    await ledger.append(receivedEvent(failure));
    await startAgain(ledger);
    const verification = async () => (await ledger.payment(payment.id))?.verification;
    await expect.poll(verification).toMatchObject({ difference: 'failed-after-success' });
    const settled = { kind: 'verified', at: '2026-11-30T11:00:00.000Z' } as const;
    await ledger.annotate(payment.id, { field: 'verification', value: settled });
    await startAgain(ledger);
    // A later fact of the same queue arrives once it is finished.
    await ledger.append(receivedEvent({ transactionId: 'next' }));
    expect(await verification()).toEqual(settled);
  });
});
