import { describe, expect, it } from 'vitest';
import { askingShop, live, start } from '../support/asking-shop';
import { fakeClock } from '../support/fake-clock';
import { standInKkiapayApi, statusBody, testKeys } from '../support/kkiapay-api';

const minuteMs = 60_000;

describe('verification', () => {
  it('follows the announcement, and comes again after ten minutes, an hour and in the evening', async () => {
    const api = await standInKkiapayApi();
    const { receive, until, kind, clock, state, rung } = await askingShop(api);
    const { id } = await receive();
    expect(rung).toMatchObject([{ sound: 'success' }]);
    await until(async () => (await kind(id)) === 'verified');
    const askedAfter: number[] = [];
    for (let question = 2; question <= 4; question += 1) {
      const next = Date.parse(state()?.nextAt ?? '');
      clock.jump(next);
      await until(
        () => api.questions.length === question && state()?.nextAt !== new Date(next).toISOString(),
      );
      askedAfter.push(Math.round((next - start) / minuteMs));
    }
    expect(askedAfter).toEqual([10, 60, 12 * 60 + 50]);
    expect(state()).toEqual({ keys: ['live'], waiting: 0, nextAt: null, trouble: null, rechecking: null });
    expect(rung).toHaveLength(1);
  });

  it('finds a reversal, rings its own sound and says who had handed it over, also after a restart', async () => {
    const api = await standInKkiapayApi();
    const clock = fakeClock(start);
    const before = await askingShop(api, { clock });
    const { id } = await before.receive();
    await before.until(async () => (await before.kind(id)) === 'verified');
    const value = { kind: 'handed-over', by: 'Awa', at: '2026-11-23T10:02:00.000Z' } as const;
    await before.ledger.annotate(id, { field: 'claim', value });
    await before.close();

    api.behave(() => ({ body: statusBody({ status: 'REVERTED' }) }));
    clock.jump(start + 3 * 60 * minuteMs);
    const after = await askingShop(api, { clock, folder: before.dataDir });
    await after.until(async () => (await after.kind(id)) === 'reversed');
    expect(after.rung).toMatchObject([
      { sound: 'reversal', title: 'Paiement annulé : 1 000 F', paymentId: id },
    ]);
    expect(after.rung[0]?.body).toContain('donnée par Awa à 11:02');
    expect(await after.ledger.day('2026-11-23')).toMatchObject({ successCount: 0, totalXof: 0 });
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['amount', { amount: 900 }, 'amount 900'],
    ['outcome', { status: 'FAILED' }, 'outcome'],
    ['direction', { type: 'CREDIT' }, 'direction'],
    ['payer', { client: { phone: '22961000001' } }, 'payer'],
  ])('raises the alarm where the API disagrees about the %s', async (_what, over, difference) => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: statusBody(over) }));
    const { receive, until, kind, rung, ledger } = await askingShop(api);
    const { id } = await receive();
    await until(async () => (await kind(id)) === 'disputed');
    expect((await ledger.payment(id))?.verification).toMatchObject({ difference });
    expect(rung.slice(1)).toMatchObject([{ sound: 'alarm', title: 'KKiaPay ne confirme pas : 1 000 F' }]);
  });

  it('takes the two writings of a number of Benin, and masked digits, for one payer', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: statusBody({ client: { phone: '2290197000xxx' } }) }));
    const { receive, until, kind } = await askingShop(api);
    const { id } = await receive();
    await until(async () => (await kind(id)) === 'verified');
  });

  it('never turns trouble into a judgement, asks later, and believes an unknown number only in time', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ status: 503, body: { status: 'FAILED' } }));
    const { receive, until, kind, rung, state } = await askingShop(api);
    const { id } = await receive();
    await until(() => state()?.trouble === 'provider-failing');
    expect([await kind(id), state()?.waiting]).toEqual(['announced', 1]);
    api.behave(() => ({ body: { status: 'TRANSACTION_NOT_FOUND' } }));
    await until(async () => (await kind(id)) === 'disputed');
    expect(rung).toHaveLength(2);
    expect(rung[1]?.body).toContain('ne connaît pas');
  });

  it('stops asking with refused keys until there are others, and never asks without', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => ({ body: { status: 4003 } }));
    const { receive, until, kind, state, handlers } = await askingShop(api);
    const { id } = await receive();
    await receive({ transactionId: 'sandboxed', mode: 'sandbox' });
    await until(() => state()?.trouble === 'keys-refused');
    expect(state()).toMatchObject({ waiting: 0, keys: ['live'] });
    api.behave(() => ({ body: statusBody() }));
    await handlers.saveApiKeys({ ...live, keys: testKeys });
    await until(async () => (await kind(id)) === 'verified');
    expect(api.questions.every(({ mode }) => mode === 'live')).toBe(true);
  });
});

describe('hints about a payment', () => {
  it('is a second payment of the same payer and amount within minutes', async () => {
    const { receive, rung, until, ledger, clock } = await askingShop(await standInKkiapayApi(), {
      keys: false,
    });
    const first = await receive();
    clock.advance(3 * minuteMs);
    const second = await receive({ transactionId: 'second' });
    await receive({ transactionId: 'third', amountXof: 2_000 });
    await receive({ transactionId: 'fourth', account: null });
    expect(rung.map(({ body }) => body.includes('Double paiement possible'))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(rung[1]?.sound).toBe('success');
    await until(async () => (await ledger.payment(second.id))?.twinOf === first.id);
  });

  it('is a success after a failure of the same number', async () => {
    const { receive, rung, ledger } = await askingShop(await standInKkiapayApi(), { keys: false });
    await receive({ status: 'failed', event: 'transaction.failed' });
    await receive();
    expect(rung[1]).toMatchObject({ sound: 'success' });
    expect(rung[1]?.body).toContain('d’abord échoué');
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 1, failedCount: 1 });
  });
});
