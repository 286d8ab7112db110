import { describe, expect, it } from 'vitest';
import { screenCaller, type Caller } from '../../src/core/access/caller';
import { createBridgeServer, type BridgeServer } from '../../src/core/bridge-server';
import type { AppState } from '../../src/shared/state/app-state';
import type { Payment, PaymentPage } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const hourMs = 3_600_000;
const whole = expect.stringMatching(/^2290197\d{6}$/) as unknown;
const masked = expect.stringMatching(/^•••• \d{4}$/) as unknown;

/** What one caller was told, oldest first. */
function listenAs(bridge: BridgeServer, caller: Caller) {
  const told: { readonly name: string; readonly payload: unknown }[] = [];
  bridge.onBroadcast(caller, (name, payload) => told.push({ name, payload }));
  return {
    payments: () =>
      told.flatMap(({ name, payload }) =>
        name === 'payment' ? [(payload as { readonly payment: Payment }).payment] : [],
      ),
    state: () => told.findLast(({ name }) => name === 'state')?.payload as AppState | undefined,
  };
}

describe('two windows of one Comptoir with a PIN', () => {
  it('get different answers: the unlocked one everything, the other only today', async () => {
    await using folder = await temporaryFolder();
    {
      await using dayBefore = await openComptoir(folder.path, { clock: fakeClock() });
      await dayBefore.pay('of-the-day-before');
    }
    const clock = fakeClock(fakeClock().now() + 24 * hourMs);
    await using comptoir = await openComptoir(folder.path, { clock });
    const bridge = createBridgeServer(comptoir, () => undefined, clock);
    const [one, other] = [bridge.callers.openSession(), bridge.callers.openSession()];
    const [heardByOne, heardByOther] = [listenAs(bridge, one), listenAs(bridge, other)];
    expect(await bridge.invoke(one, 'setPin', { current: null, pin: '4321' })).toMatchObject({ ok: true });
    expect([heardByOne.state()?.access.kind, heardByOther.state()?.access.kind]).toEqual([
      'unlocked',
      'locked',
    ]);

    expect(await comptoir.pay('of-today')).toBe(200);
    await expect.poll(() => heardByOther.payments().length).toBe(1);
    expect(heardByOne.payments()).toMatchObject([{ account: whole }]);
    expect(heardByOther.payments()).toMatchObject([{ account: masked, stateData: null }]);
    await expect.poll(() => heardByOne.state()?.today.totalXof).toBe(500);
    expect(heardByOther.state()).toMatchObject({
      ...{ today: { totalXof: null, successCount: 1 }, paths: null, access: { kind: 'locked' } },
    });
    expect(heardByOne.state()?.paths).not.toBeNull();

    const listed = async (caller: Caller): Promise<readonly Payment[]> => {
      const reply = await bridge.invoke(caller, 'listPayments', { limit: 10 });
      return reply.ok ? (reply.value as PaymentPage).payments : [];
    };
    expect(await listed(one)).toMatchObject([{ account: whole }, { account: whole }]);
    expect(await listed(other)).toMatchObject([{ account: masked, transactionId: 'of-today' }]);
    expect(await listed(bridge.callers.withoutSession)).toHaveLength(1);

    // A change of another day's payment reaches only callers who may see it.
    const [, before] = await listed(one);
    await bridge.invoke(one, 'handOver', { id: before?.id ?? '', by: 'Awa' });
    expect(heardByOne.payments().at(-1)).toMatchObject({ claim: { by: 'Awa' } });
    expect(heardByOther.payments()).toHaveLength(1);
  });

  it('close apart, and a window that closes is told so at once', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    await using comptoir = await openComptoir(folder.path, { clock });
    const bridge = createBridgeServer(comptoir, () => undefined, clock);
    const [one, other] = [bridge.callers.openSession(), bridge.callers.openSession()];
    const heard = listenAs(bridge, one);
    await bridge.invoke(one, 'setPin', { current: null, pin: '4321' });
    await bridge.invoke(other, 'unlock', { pin: '4321' });
    clock.advance(3 * 60_000);
    expect(await bridge.invoke(other, 'changeSettings', { shopName: 'Chez Awa' })).toMatchObject({
      ok: true,
    });
    clock.advance(3 * 60_000);
    expect(heard.state()?.access.kind).toBe('locked');
    const change = { shopName: 'Chez Koffi' };
    expect(await bridge.invoke(one, 'changeSettings', change)).toMatchObject({ code: 'locked' });
    expect(await bridge.invoke(other, 'changeSettings', change)).toMatchObject({ ok: true });
    const dismissal = { kind: 'copy-holds-less' };
    expect(await bridge.invoke(one, 'dismissNotice', dismissal)).toMatchObject({ code: 'locked' });
    expect(await bridge.invoke(other, 'dismissNotice', dismissal)).toMatchObject({ ok: true });
  });
});

describe('a screen of its own', () => {
  it('asks and hears as its role does, whether or not a PIN is set', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    await using comptoir = await openComptoir(folder.path, { clock });
    const bridge = createBridgeServer(comptoir, () => undefined, clock);
    const [display, counter] = [screenCaller('display'), screenCaller('second-counter')];
    const heard = listenAs(bridge, display);
    await comptoir.pay('of-today');
    await expect.poll(() => heard.payments()).toMatchObject([{ amountXof: 500, account: null }]);
    expect(await bridge.invoke(display, 'listPayments', { limit: 1 })).toMatchObject({ code: 'locked' });
    expect(await bridge.invoke(counter, 'unlock', { pin: '4321' })).toMatchObject({ code: 'locked' });
    expect(await bridge.invoke(counter, 'listPayments', { limit: 1 })).toMatchObject({
      value: { payments: [{ account: masked, transactionId: '…oday' }] },
    });
    const view = screenCaller('owner-view');
    const report = (from: string) => bridge.invoke(view, 'getReport', { from, to: '2026-11-23' });
    expect(await report('2026-10-25')).toMatchObject({ ok: true });
    expect(await bridge.invoke(view, 'getReport', { from: '2026-10-01', to: '2026-10-20' })).toMatchObject({
      code: 'locked',
    });
  });
});
