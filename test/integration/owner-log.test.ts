import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBridgeServer } from '../../src/core/bridge-server';
import type { Caller } from '../../src/core/access/caller';
import { askRestore } from '../../src/core/backup/restore';
import type { AppState } from '../../src/shared/state/app-state';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const pin = '432100';

/** A Comptoir on the folder, with two windows of it. */
async function open(folder: string, clock: FakeClock = fakeClock()) {
  const comptoir = await openComptoir(folder, { clock });
  const bridge = createBridgeServer(comptoir, () => undefined, clock);
  const [owner, helper] = [bridge.callers.openSession(), bridge.callers.openSession()];
  const told = async (caller: Caller): Promise<unknown> => {
    const reply = await bridge.invoke(caller, 'getState', null);
    const notices = reply.ok ? (reply.value as AppState).notices : [];
    return notices.find(({ kind }) => kind === 'owner-log');
  };
  return { ...comptoir, bridge, owner, helper, told };
}

const counts = (over: object) => ({
  counts: { 'pin-removed': 0, 'wrong-pin': 0, 'clock-moved': 0, restored: 0, 'claim-taken-back': 0, ...over },
});
const linesOf = async (folder: string): Promise<string[]> =>
  (await readFile(join(folder, 'owner-log.jsonl'), 'utf8')).split('\n').filter((line) => line !== '');

describe('what the owner learns on coming back', () => {
  it('is wrong PINs, a clock that was moved and claims taken back, until he has read it', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    {
      await using shop = await open(folder.path, clock);
      const { bridge, owner, helper, told } = shop;
      await bridge.invoke(owner, 'setPin', { current: null, pin });
      await bridge.invoke(owner, 'lock', null);
      for (let tries = 0; tries < 2; tries += 1) await bridge.invoke(helper, 'unlock', { pin: '999999' });
      await shop.pay('p1');
      const [payment] = (await shop.handlers.listPayments({ limit: 1 })).payments;
      const deed = { id: payment?.id ?? '', by: 'Awa' };
      await bridge.invoke(helper, 'handOver', deed);
      expect(await bridge.invoke(helper, 'takeBack', deed)).toMatchObject({ ok: true });
      clock.jump(clock.now() + 3_600_000);
      clock.advance(60_000);
      expect(await told(helper)).toBeUndefined();
      expect(await bridge.invoke(helper, 'dismissNotice', { kind: 'owner-log' })).toMatchObject({
        code: 'locked',
      });
    }
    await using shop = await open(folder.path, fakeClock(clock.now()));
    const { bridge, owner, helper, told } = shop;
    await bridge.invoke(owner, 'unlock', { pin });
    expect(await told(owner)).toMatchObject(
      counts({ 'wrong-pin': 2, 'clock-moved': 1, 'claim-taken-back': 1 }),
    );
    expect(await told(helper)).toBeUndefined();
    const before = await linesOf(folder.path);
    expect(await bridge.invoke(owner, 'dismissNotice', { kind: 'owner-log' })).toMatchObject({ ok: true });
    expect(await told(owner)).toBeUndefined();
    const after = await linesOf(folder.path);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
    if (process.platform !== 'win32')
      expect((await stat(join(folder.path, 'owner-log.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('includes the removal of the PIN, shown after the next PIN is set even if it was dismissed before', async () => {
    await using folder = await temporaryFolder();
    {
      await using shop = await open(folder.path);
      await shop.bridge.invoke(shop.owner, 'setPin', { current: null, pin });
    }
    await writeFile(join(folder.path, 'reset-pin.txt'), '');
    {
      await using shop = await open(folder.path);
      await shop.bridge.invoke(shop.helper, 'dismissNotice', { kind: 'pin-removed' });
      await shop.bridge.invoke(shop.helper, 'dismissNotice', { kind: 'owner-log' });
    }
    await using shop = await open(folder.path);
    const { bridge, owner, told } = shop;
    expect(await told(owner)).toBeUndefined();
    await bridge.invoke(owner, 'setPin', { current: null, pin });
    expect(await told(owner)).toMatchObject(counts({ 'pin-removed': 1 }));
  });

  it('includes that a copy was restored, and the restore loses no line', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    {
      await using shop = await open(folder.path, clock);
      const { bridge, owner, helper } = shop;
      await bridge.invoke(owner, 'setPin', { current: null, pin });
      await shop.pay('p1');
      clock.advance(61_000);
      await expect.poll(() => shop.handlers.listBackups(null)).toMatchObject([{ reason: 'daily' }]);
      await bridge.invoke(helper, 'unlock', { pin: '999999' });
      const [{ name } = { name: '' }] = await shop.handlers.listBackups(null);
      await askRestore(folder.path, join(folder.path, 'backups', name), clock.now());
    }
    // A power cut in the middle of a line costs that line alone.
    await appendFile(join(folder.path, 'owner-log.jsonl'), '{"what":"wrong-pi');
    await using shop = await open(folder.path, fakeClock(clock.now() + 60_000));
    await shop.bridge.invoke(shop.owner, 'unlock', { pin });
    expect(await shop.told(shop.owner)).toMatchObject(counts({ 'wrong-pin': 1, restored: 1 }));
  });
});
