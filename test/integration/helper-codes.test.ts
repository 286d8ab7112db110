import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { screenCaller } from '../../src/core/access/caller';
import { createBridgeServer } from '../../src/core/bridge-server';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const pin = '2468';
const code = '7310';

async function paid(shop: OpenedComptoir, transactionId: string): Promise<string> {
  expect(await shop.pay(transactionId)).toBe(200);
  const { payments } = await shop.handlers.listPayments({ limit: 10 });
  return payments.find((payment) => payment.transactionId === transactionId)?.id ?? '';
}

/** Awa has a code, Koffi has none. */
async function giveCode({ handlers }: OpenedComptoir): Promise<void> {
  await handlers.changeSettings({ helperNames: ['Awa', 'Koffi'] });
  await handlers.setHelperCode({ name: 'Awa', code });
}

it('with a PIN set, nobody hands over or takes back as Awa without her code, at the counter or a screen', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await using shop = await openComptoir(folder.path, { clock });
  await giveCode(shop);
  const id = await paid(shop, 'p1');
  const window = shop.handlersFor(shop.callers.openSession());
  await window.handOver({ id, by: 'Awa' }); // no PIN: nothing is asked
  await window.takeBack({ id, by: 'Awa' });
  await shop.handlers.setPin({ current: null, pin });
  const screen = shop.handlersFor(screenCaller('second-counter', 'Caisse 2'));
  const keyAlone = shop.handlersFor(shop.callers.withoutSession);
  for (const asker of [window, screen, keyAlone]) {
    for (const by of ['Awa', ' AWA ', 'awa'])
      await expect(asker.handOver({ id, by })).rejects.toMatchObject({ code: 'code-needed' });
    // Another letter that looks the same, or one that is not seen.
    for (const by of ['\u0410wa', 'Awa\u200b', 'Somebody'])
      await expect(asker.handOver({ id, by })).rejects.toMatchObject({ code: 'helper-unknown' });
    expect(await asker.handOver({ id, by: 'Awa', code })).toMatchObject({ claim: { by: 'Awa' } });
    await expect(asker.takeBack({ id, by: 'Awa' })).rejects.toMatchObject({ code: 'code-needed' });
    await asker.takeBack({ id, by: 'Koffi' });
  }
  await shop.handlers.setHelperCode({ name: 'Awa', code: null });
  expect(await screen.handOver({ id, by: 'Awa' })).toMatchObject({ claim: { by: 'Awa' } });
});

it('wrong codes are counted on the disk and paused as the PIN is, over restarts and clocks, one helper alone', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  let id: string;
  {
    await using shop = await openComptoir(folder.path, { clock });
    await giveCode(shop);
    await shop.handlers.setPin({ current: null, pin });
    id = await paid(shop, 'p1');
    const window = shop.handlersFor(shop.callers.openSession());
    const guesses = ['0001', '0002', '0003', '0004', '0005'].map((guess) =>
      window.handOver({ id, by: 'Awa', code: guess }).then(
        () => 'right',
        (error: unknown) => (error as { code: string }).code, // what a refused command carries
      ),
    );
    expect(await Promise.all(guesses)).toEqual([
      'pin-wrong',
      'pin-wrong',
      'pin-wrong',
      'pin-wait',
      'pin-wait',
    ]);
    clock.jump(clock.now() + 3_600_000);
    await expect(window.handOver({ id, by: 'Awa', code })).rejects.toMatchObject({ code: 'pin-wait' });
    expect(shop.state().notices).toContainEqual(
      expect.objectContaining({
        kind: 'owner-log',
        counts: expect.objectContaining({ 'wrong-pin': 3 }) as unknown,
      }),
    );
  }
  await using shop = await openComptoir(folder.path, { clock });
  const window = shop.handlersFor(shop.callers.openSession());
  await expect(window.handOver({ id, by: 'Awa', code })).rejects.toMatchObject({ code: 'pin-wait' });
  clock.advance(30_000);
  expect(await window.handOver({ id, by: 'Awa', code })).toMatchObject({ claim: { by: 'Awa' } });
  await window.takeBack({ id, by: 'Koffi' });
});

it('stores no code unencrypted and tells a locked window of none', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await using shop = await openComptoir(folder.path, { clock });
  await giveCode(shop);
  expect(shop.state().settings.helperCodes).toEqual(['awa']);
  await shop.handlers.setPin({ current: null, pin });
  const bridge = createBridgeServer(shop, () => undefined, clock);
  for (const caller of [shop.callers.openSession(), screenCaller('second-counter')])
    expect(await bridge.invoke(caller, 'getState', null)).toMatchObject({
      value: { settings: { helperCodes: [] } },
    });
  for (const file of ['secrets.json', 'settings.json', 'identity/identity.json'])
    expect(await readFile(join(folder.path, file), 'utf8')).not.toContain(code);
});
