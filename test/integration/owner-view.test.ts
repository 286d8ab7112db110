import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDeviceBook } from '../../src/core/screens/device-book';
import { createScreenCodes } from '../../src/core/screens/screen-codes';
import { commands } from '../../src/shared/bridge/contract';
import type { Reply } from '../../src/shared/bridge/contract';
import { fakeClock } from '../support/fake-clock';
import { openPlainSecrets } from '../support/plain-secrets';
import { openScreenShop, type ScreenShop } from '../support/screens/screen-shop';
import { temporaryFolder } from '../support/temporary-folder';
import { cheapPins } from '../support/cheap-pins';

const shopTime = Date.parse('2026-11-23T10:00:00.000Z');
const other = (code: string): string => (code === '0000' ? '0001' : '0000');

async function openOwnerView(screens: ScreenShop) {
  const device = await screens.pair('owner-view', 'Téléphone');
  const screen = await screens.screen(device);
  const type = async (code: string): Promise<unknown> => {
    const reply: Reply<unknown> = await screen.ask('open', { code });
    return reply.ok ? reply.value : reply.code;
  };
  return {
    ...{ device, screen, type, code: screens.codeOf(device) },
    [Symbol.asyncDispose]: () => screen[Symbol.asyncDispose](),
  };
}

describe('the owner’s view', () => {
  it('shows nothing before its own code: no command, no total, no event of a payment', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using view = await openOwnerView(screens);
    await screens.shop.pay('T-1');
    const begun = await view.screen.ask('begin', { since: '2026-11-23T10:00:00.000Z' });
    expect(begun).toMatchObject({
      ok: true,
      value: { isLocked: true, absence: null, view: { today: { successCount: 0, totalXof: 0 } } },
    });
    for (const name of Object.keys(commands))
      expect(await view.screen.ask(name, null), name).toMatchObject({ ok: false, code: 'locked' });
    expect(await view.type(view.code)).toMatchObject({
      kind: 'open',
      begun: { isLocked: false, view: { today: { successCount: 1, totalXof: 500 } } },
    });
    expect(await view.screen.ask('listPayments', { limit: 5 })).toMatchObject({
      value: { payments: [{ amountXof: 500 }] },
    });
    await screens.shop.pay('T-2');
    const told = await view.screen.event(({ kind }) => kind === 'payment');
    const { payments } = await screens.shop.handlers.listPayments({ limit: 1 });
    // The first that it was ever told of is the second one.
    expect(told).toMatchObject({ payment: { id: payments[0]?.id, amountXof: 500, account: null } });
  });

  it('is read only, also once it is open', async () => {
    await using folder = await temporaryFolder();
    await using screens = await openScreenShop(folder.path);
    await using view = await openOwnerView(screens);
    await view.type(view.code);
    for (const name of ['handOver', 'takeBack', 'changeSettings', 'offerScreen', 'unlock', 'exportPayments'])
      expect(await view.screen.ask(name, null), name).toMatchObject({ ok: false });
  });

  it('makes guessing wait, counts wrong codes on the disk, and after ten accepts none any more', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(shopTime);
    await using screens = await openScreenShop(folder.path, { clock });
    await using view = await openOwnerView(screens);
    const wrong = other(view.code);
    for (let round = 0; round < 3; round += 1) expect(await view.type(wrong)).toEqual({ kind: 'wrong' });
    expect(await view.type(view.code)).toEqual({ kind: 'wait', retryAt: '2026-11-23T10:00:30.000Z' });
    const kept = await readFile(join(folder.path, 'screens.json'), 'utf8');
    expect(kept).toMatch(/"wrongCodes":\s*3/);
    clock.advance(31_000);
    expect(await view.type(view.code)).toMatchObject({ kind: 'open' });
    for (let round = 1; round < 10; round += 1) {
      expect(await view.type(wrong)).toEqual({ kind: 'wrong' });
      clock.advance(16 * 60_000);
    }
    expect(await view.type(wrong)).toEqual({ kind: 'none' });
    clock.advance(16 * 60_000);
    expect(await view.type(view.code)).toEqual({ kind: 'none' });
  });

  it('compares a burst of wrong codes one after another', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(shopTime);
    const store = await openPlainSecrets(folder.path, () => clock.now());
    const { book } = await openDeviceBook(folder.path, store, () => undefined);
    const codes = createScreenCodes({ book, store, clock, ...cheapPins });
    const at = '2026-11-23T10:00:00.000Z';
    const phone = {
      id: 'AAAAAAAAAAA',
      role: 'owner-view',
      name: 'Téléphone',
      addedAt: at,
      lastHeardAt: at,
    } as const;
    await book.add(phone, new Uint8Array(32));
    await codes.keep(phone.id, '4821');
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => codes.open(phone, '0000')));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['wrong', 'wrong', 'wrong', 'wait', 'wait', 'wait']);
  });

  it('closes once nobody looked at it for a quarter of an hour', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(shopTime);
    await using screens = await openScreenShop(folder.path, { clock });
    await using view = await openOwnerView(screens);
    await view.type(view.code);
    const minutes = (count: number): void => clock.advance(count * 60_000);
    minutes(10);
    await view.screen.ask('here', { isVisible: true, isSoundOn: false });
    minutes(10);
    expect(await view.screen.ask('listPayments', { limit: 5 })).toMatchObject({ ok: true });
    await view.screen.ask('here', { isVisible: false, isSoundOn: false });
    minutes(6);
    await view.screen.event(({ kind }) => kind === 'locked');
    expect(await view.screen.ask('listPayments', { limit: 5 })).toMatchObject({ ok: false, code: 'locked' });
  });
});
