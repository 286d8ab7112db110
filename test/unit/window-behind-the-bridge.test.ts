import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentFilter } from '../../src/shared/payment/payment';
import { busyScene, paymentAt } from '../support/window/scenes';
import { openShop, ownerPin, type Shop } from '../support/window/shop';

const now = Date.parse('2026-11-24T09:00:00Z');
const minutesOfADay = 24 * 60;

describe('what a window gets of another day', () => {
  let shop: Shop;
  beforeEach(async () => {
    const scene = busyScene('fr', now);
    const yesterday = paymentAt(now, minutesOfADay, { id: 'yesterday', transactionId: 'yesterday' });
    const earlier = { id: 'd1', from: '2026-11-23T10:00:00.000Z', to: '2026-11-23T10:20:00.000Z' };
    const today = { id: 'd2', from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T07:20:00.000Z' };
    shop = await openShop({
      ...{ ...scene, isLocked: true, payments: [...scene.payments, yesterday] },
      deafPeriods: [earlier, today].map((period) => ({ ...period, cause: 'asleep', checked: null })),
    });
  });
  afterEach(() => shop[Symbol.asyncDispose]());
  const unlock = () => shop.bridge.invoke('unlock', { pin: ownerPin });

  it('is no payment without the owner’s PIN, whatever it asks for', async () => {
    const query = { limit: 50, from: '2026-11-01', to: '2026-11-30' };
    const listed = async () => {
      const reply = await shop.bridge.invoke('listPayments', query);
      return reply.ok ? reply.value.payments.map(({ transactionId }) => transactionId) : reply.code;
    };
    expect(await listed()).not.toContain('yesterday');
    await unlock();
    expect(await listed()).toContain('yesterday');
  });

  it('is no deaf period without the owner’s PIN', async () => {
    const query = { from: '2026-11-01', to: '2026-11-30', after: null, until: null };
    const ids = async () => {
      const reply = await shop.bridge.invoke('listDeafPeriods', query);
      return reply.ok ? reply.value.map(({ id }) => id) : reply.code;
    };
    expect(await ids()).toEqual(['d2']);
    await unlock();
    expect(await ids()).toEqual(['d1', 'd2']);
  });

  it('is no call as it came, of no day, without the owner’s PIN', async () => {
    const [newest] = busyScene('fr', now).payments;
    const call = async () => {
      const reply = await shop.bridge.invoke('getPayment', { id: shop.idOf(newest?.id ?? '') });
      return reply.ok ? reply.value?.call : reply.code;
    };
    expect(await call()).toBeNull();
    await unlock();
    expect(await call()).toMatchObject({ headers: { 'x-kkiapay-secret': '****' } });
  });
});

describe('a window’s filters', () => {
  let shop: Shop;
  beforeEach(async () => {
    const scene = busyScene('fr', now);
    const [newest, ...others] = scene.payments;
    if (newest === undefined) throw new Error('the scene has payments');
    const claim = { by: 'Awa', at: new Date(now).toISOString() };
    shop = await openShop({ ...scene, payments: [{ ...newest, claim }, ...others] });
  });
  afterEach(() => shop[Symbol.asyncDispose]());

  it.each<[PaymentFilter, readonly (number | null)[]]>([
    [{}, [43_500, 2_000, 15_000, 7_250, 500, null, 1_250_000]],
    [{ method: 'CARD' }, [7_250]],
    [{ claimed: true }, [43_500]],
    [{ claimed: false, status: 'success', mode: 'live' }, [2_000, 7_250, 1_250_000]],
    [{ status: 'failed' }, [15_000]],
    [{ mode: 'sandbox' }, [500]],
    [{ minXof: 7_250, maxXof: 43_500 }, [43_500, 15_000, 7_250]],
    [{ text: 'commande' }, [43_500]],
    [{ from: '2026-11-25' }, []],
    [{ to: '2026-11-23' }, []],
  ])('%o', async (filter, amounts) => {
    const reply = await shop.bridge.invoke('listPayments', { limit: 50, ...filter });
    expect(reply.ok && reply.value.payments.map(({ amountXof }) => amountXof)).toEqual(amounts);
  });
});
