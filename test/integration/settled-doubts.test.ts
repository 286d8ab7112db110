import { describe, expect, it } from 'vitest';
import { exportFile } from '../../src/core/export/export';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { handOverRefusal } from '../../src/shared/payment/claim';
import { dayMs } from '../../src/shared/calendar';
import { effectiveStatusOf } from '../../src/shared/payment/payment';
import { createTally } from '../../src/shared/payment/totals';
import { askingShop } from '../support/asking-shop';
import { standInKkiapayApi, statusBody } from '../support/kkiapay-api';

const day = '2026-11-23';
const failure = { event: 'transaction.failed', status: 'failed' } as const;

type Shop = Awaited<ReturnType<typeof askingShop>>;

/** A payment announced as received, then as failed. */
async function doubtfulShop(keys = false) {
  const api = await standInKkiapayApi();
  // KKiaPay has made up its mind about nothing yet.
  api.behave(() => ({ body: statusBody({ status: 'PENDING' }) }));
  const shop = await askingShop(api, { keys });
  const received = await shop.receive();
  const failed = await shop.receive(failure);
  await shop.until(async () => (await shop.kind(received.id)) === 'disputed');
  return { ...shop, api, received, failed };
}

async function standing({ ledger }: Shop, ...ids: readonly string[]) {
  const found = await Promise.all(ids.map((id) => ledger.payment(id)));
  return found.map((payment) => payment && effectiveStatusOf(payment));
}

describe('a payment announced as received and then as failed', () => {
  it('counts once the owner says that the money came, on both calls, and after a restart', async () => {
    const shop = await doubtfulShop();
    const { received, failed, handlers, ledger, dataDir, clock } = shop;
    expect(await ledger.day(day)).toMatchObject({ successCount: 0, totalXof: 0, checkCount: 2 });

    const settled = await handlers.settleDoubt({ id: failed.id, outcome: 'received', by: 'Awa' });
    expect(settled.id).toBe(failed.id);
    expect(await standing(shop, received.id, failed.id)).toEqual(['success', 'failed']);
    const counted = { successCount: 1, totalXof: 1000, checkCount: 0, failedCount: 1 };
    expect(await ledger.day(day)).toMatchObject(counted);

    await shop.close();
    const again = await openLedger({ dataDir, utcOffsetMinutes: () => 60, clock, log: () => undefined });
    expect(await again.ledger.day(day)).toMatchObject(counted);
    for (const { id } of [received, failed])
      expect((await again.ledger.payment(id))?.verification).toMatchObject({
        ...{ kind: 'settled', outcome: 'received', by: 'Awa' },
        at: new Date(clock.now()).toISOString(),
      });
    await again.ledger.close();
  });

  it('is no money once the owner says that none came, and goods may not go', async () => {
    const shop = await doubtfulShop();
    const { received, failed, handlers, ledger } = shop;
    const settled = await handlers.settleDoubt({ id: received.id, outcome: 'not-received', by: '' });
    expect(handOverRefusal(settled)).toBe('not-received');
    expect(await standing(shop, received.id, failed.id)).toEqual(['failed', 'failed']);
    const tally = createTally();
    for await (const payment of ledger.payments({ from: day, to: day })) tally.add(payment);
    expect(tally.totals()).toMatchObject({
      received: { count: 0 },
      failed: { count: 2, amountXof: 2000 },
      check: { count: 0 },
      disputed: { count: 0 },
    });
  });

  it('can be put back in doubt, and answered otherwise', async () => {
    const shop = await doubtfulShop();
    const { received, failed, handlers, ledger } = shop;
    await handlers.settleDoubt({ id: received.id, outcome: 'not-received', by: 'Awa' });
    await handlers.settleDoubt({ id: received.id, outcome: 'unsure', by: 'Awa' });
    expect(await standing(shop, received.id, failed.id)).toEqual(['check', 'check']);
    expect((await ledger.payment(failed.id))?.verification).toMatchObject({
      difference: 'failed-after-success',
    });
    await handlers.settleDoubt({ id: failed.id, outcome: 'received', by: 'Koffi' });
    expect(await ledger.day(day)).toMatchObject({ successCount: 1, totalXof: 1000, checkCount: 0 });
  });

  it('says in exports who answered, in words', async () => {
    const { received, handlers, ledger } = await doubtfulShop();
    const csv = async (): Promise<string> => {
      const shop = { ledger, language: 'fr', utcOffsetMinutes: 60 } as const;
      const parts = { ...shop, exportedAt: '2026-11-23T20:00:00.000Z', onProgress: () => undefined };
      const chunks: string[] = [];
      for await (const chunk of exportFile(parts, { format: 'csv', payers: 'whole', from: day, to: day }))
        chunks.push(chunk.toString());
      return chunks.join('');
    };
    expect(await csv()).toContain('puis échoué : il n’est pas compté');
    expect(await csv()).not.toContain('failed-after-success');
    await handlers.settleDoubt({ id: received.id, outcome: 'received', by: 'Awa' });
    expect(await csv()).toContain('Reçu, d’après Awa');
  });

  it.each([
    ['SUCCESS', 'verified', 'success', 'received'],
    ['FAILED', 'settled', 'failed', 'not-received'],
    ['REVERTED', 'reversed', 'check', 'not-received'],
  ] as const)(
    'is settled by KKiaPay’s answer %s, on both calls',
    async (status, kind, effective, outcome) => {
      const shop = await doubtfulShop(true);
      const { received, failed, api, until, ledger } = shop;
      api.behave(() => ({ body: statusBody({ status }) }));
      await until(async () => (await shop.kind(received.id)) === kind);
      await until(async () => (await shop.kind(failed.id)) === 'settled');
      expect(await standing(shop, received.id, failed.id)).toEqual([effective, 'failed']);
      expect((await ledger.payment(failed.id))?.verification).toMatchObject({ outcome, by: null });
    },
  );

  it('is asked about at once, also days after it was received', async () => {
    const api = await standInKkiapayApi();
    const shop = await askingShop(api);
    const { id } = await shop.receive();
    await shop.until(async () => (await shop.kind(id)) === 'verified');
    shop.clock.jump(shop.clock.now() + 5 * dayMs);
    const before = api.questions.length;
    api.behave(() => ({ body: statusBody({ status: 'FAILED' }) }));
    await shop.receive(failure);
    await shop.until(async () => (await shop.kind(id)) === 'settled');
    expect(api.questions.length).toBeGreaterThan(before);
  });

  it('does not take an answer that is older than the second call', async () => {
    const api = await standInKkiapayApi();
    const shop = await askingShop(api);
    api.behave(() => {
      if (api.questions.length > 1) return { body: statusBody({ status: 'FAILED' }) };
      return 'silent';
    });
    const { id } = await shop.receive();
    await shop.until(() => api.questions.length === 1);
    const failed = await shop.receive(failure);
    await shop.until(async () => (await shop.kind(failed.id)) === 'settled');
    expect(await standing(shop, id, failed.id)).toEqual(['failed', 'failed']);
  });

  it('stands as the owner said while KKiaPay knows nothing of it, and in doubt where it denies it', async () => {
    const shop = await doubtfulShop(true);
    const { received, handlers, api, until, clock, ledger } = shop;
    api.behave(() => ({ body: { status: 'TRANSACTION_NOT_FOUND' } }));
    await handlers.settleDoubt({ id: received.id, outcome: 'received', by: 'Awa' });
    const asked = api.questions.length;
    clock.jump(clock.now() + 11 * 60_000);
    await until(() => api.questions.length > asked);
    expect(await standing(shop, received.id)).toEqual(['success']);
    api.behave(() => ({ body: statusBody({ status: 'FAILED' }) }));
    await until(async () => (await shop.kind(received.id)) === 'disputed');
    expect(await ledger.day(day)).toMatchObject({ successCount: 0, totalXof: 0 });
  });
});

describe('a payment that is not in doubt', () => {
  it('is not settled by anybody', async () => {
    const shop = await askingShop(await standInKkiapayApi(), { keys: false });
    const { id } = await shop.receive();
    const answer = { outcome: 'not-received', by: '' } as const;
    await expect(shop.handlers.settleDoubt({ id, ...answer })).rejects.toMatchObject({
      code: 'not-to-settle',
    });
    await expect(shop.handlers.settleDoubt({ id: 'none', ...answer })).rejects.toMatchObject({
      code: 'payment-unknown',
    });
    const at = '2026-11-23T10:05:00.000Z';
    await shop.ledger.annotate(id, {
      field: 'verification',
      value: { kind: 'disputed', at, difference: 'amount 900' },
    });
    await expect(shop.handlers.settleDoubt({ id, ...answer })).rejects.toMatchObject({
      code: 'not-to-settle',
    });
  });
});
