import { describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { bodyTextOf } from '../../src/core/body-text';
import type { Payment } from '../../src/shared/payment/payment';
import { cardOf } from '../../src/shared/phones/card-row';
import { takenOn } from '../../src/shared/phones/phone-figures';
import { readPage, withPage } from '../../src/shared/phones/read-page';
import type { KeptPayment, LogRow } from '../../src/shared/phones/read-row';

const shop = { shop: 7, card: { shopName: 'Chez Awa', language: 'fr', country: 'BJ' } } as const;
const at = '2026-11-24T10:00:00.000Z';
const day = '2026-11-24';

/** Nothing is sealed here: a row contains its plain content. */
const opener = {
  open: (sealed: string) => Promise.resolve(Buffer.from(sealed, 'base64').toString()),
  bodyText: (body: string) => bodyTextOf(Buffer.from(body, 'base64')),
};

function rowOf(seq: number, kind: string, plain: unknown): LogRow {
  return { seq, kind, at, sealed: Buffer.from(JSON.stringify(plain)).toString('base64') };
}

function call(seq: number, said: { readonly amountXof?: number } = {}): LogRow {
  const body = kkiapayBody({
    ...{ event: 'success', transactionId: 'sale', account: '22901970000001', at, amountXof: 500, ...said },
  });
  return rowOf(seq, 'live', {
    ...{ provider: 'kkiapay', mode: 'live', body: Buffer.from(body).toString('base64') },
  });
}

const announced: Payment = {
  ...{ id: '20261124-1', provider: 'kkiapay', mode: 'live', event: 'transaction.success' },
  ...{ transactionId: 'sale', status: 'success', amountXof: 500, feesXof: 10, method: 'MOBILE_MONEY' },
  ...{ account: '22901970000001', label: 'Pagne', partnerId: null, stateData: {}, performedAt: at },
  ...{ failureCode: null, failureMessage: null, doubts: [], receivedAt: at, deliveries: 1, claim: null },
  verification: { kind: 'announced' },
};
const reversed = { verification: { kind: 'reversed', at: '2026-11-24T11:00:00.000Z' } } as const;

function card(seq: number, over: Partial<Payment> = {}, counter = 1): LogRow {
  return rowOf(seq, 'card', cardOf({ ...announced, ...over }, day, counter));
}

function handedOver(seq: number): LogRow {
  const { provider, mode, event, transactionId, amountXof } = announced;
  return rowOf(seq, 'deed', {
    payment: { provider, mode, event, transactionId, amountXof },
    deed: { kind: 'handed-over', by: 'Awa', at },
  });
}

/** In pages of one row each, as the phone reads while it looks on. */
async function read(...rows: readonly LogRow[]): Promise<readonly KeptPayment[]> {
  let payments: readonly KeptPayment[] = [];
  for (const row of rows) payments = withPage(payments, await readPage([row], payments, shop, opener));
  return payments;
}

async function total(...rows: readonly LogRow[]) {
  return takenOn(await read(...rows), (one) => one === day);
}

describe('a card of the counter on the owner’s phone', () => {
  it('tells of a payment that no call at the relay told of, and of nobody who paid', async () => {
    const rows = [card(1, { found: { how: 'imported', by: 'Awa', at } })];
    expect(await total(...rows)).toEqual({ count: 1, totalXof: 500 });
    expect(await read(...rows)).toMatchObject([
      { day, payment: { found: { by: 'Awa' }, account: null, label: null, transactionId: null } },
    ]);
    expect(JSON.stringify(rows.map(({ sealed }) => Buffer.from(sealed, 'base64').toString()))).not.toMatch(
      /22901970000001|Pagne/,
    );
  });

  it.each([
    ['before it', [card(1), call(2)]],
    ['after it', [call(1), card(2)]],
    ['twice', [card(1), call(2), card(3), card(4)]],
  ])('counts once with its call, which comes %s', async (_order, rows) => {
    expect(await total(...rows)).toEqual({ count: 1, totalXof: 500 });
  });

  it('ends the doubt about one that was typed when its call comes, the counter being off', async () => {
    const typed = card(1, {
      ...{ status: 'check', doubts: ['typed-by-hand'], deliveries: 0 },
      found: { how: 'typed', by: 'Awa', at },
    });
    expect(await total(typed)).toEqual({ count: 0, totalXof: 0 });
    expect(await total(typed, call(2))).toEqual({ count: 1, totalXof: 500 });
    expect(await total(typed, call(2, { amountXof: 700 }))).toEqual({ count: 0, totalXof: 0 });
  });

  it('takes a reversed payment out of the total, and keeps who was served', async () => {
    const rows = [call(1), handedOver(2), card(3, reversed)];
    expect(await total(...rows)).toEqual({ count: 0, totalXof: 0 });
    expect(await read(...rows)).toMatchObject([{ seq: 1, payment: { claim: { by: 'Awa' } } }]);
  });

  it('of one counter the later word holds, whatever its clock says', async () => {
    const received = {
      kind: 'settled',
      outcome: 'received',
      by: 'Awa',
      difference: 'outcome failed',
    } as const;
    const earlier = { verification: { ...received, at: '2026-11-23T11:00:00.000Z' } };
    expect(await total(call(1), card(2, reversed), card(3, earlier))).toEqual({ count: 1, totalXof: 500 });
    // Another counter that says it late says nothing new.
    expect(await total(call(1), card(2, reversed), card(3, earlier, 2))).toEqual({ count: 0, totalXof: 0 });
  });

  it('says which of two calls the counter doubts, where the relay had them the other way round', async () => {
    const doubted = { status: 'check', doubts: ['amount-changed'], amountXof: 700 } as const;
    const rows = [call(1, { amountXof: 700 }), call(2), card(3), card(4, doubted)];
    expect(await total(...rows)).toEqual({ count: 1, totalXof: 500 });
  });

  it.each([
    ['no card', { what: 'a day' }],
    ['an amount as text', { counter: 1, day, payment: { ...announced, amountXof: '500' } }],
    ['no day', { counter: 1, day: 'today', payment: announced }],
    ['an instant that is none', { counter: 1, day, payment: { ...announced, receivedAt: 'now' } }],
  ])('is left out where it is %s', async (_what, plain) => {
    expect(await read(rowOf(1, 'card', plain))).toEqual([]);
  });

  it('of a newer counter is read without the reasons that have no words here', async () => {
    const { payment, ...rest } = cardOf(announced, day, 1);
    const newer = { ...rest, payment: { ...payment, doubts: ['amount-odd', 'from-tomorrow'] } };
    expect(await read(rowOf(1, 'card', newer))).toMatchObject([{ payment: { doubts: ['amount-odd'] } }]);
  });
});
