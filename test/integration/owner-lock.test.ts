import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Access } from '../../src/shared/access/access';
import { createCallers } from '../../src/core/access/callers';
import { openOwnerLock, type OwnerLock } from '../../src/core/access/owner-lock';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { openSettings } from '../../src/core/settings/settings-file';
import { fakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';
import { cheapPins } from '../support/cheap-pins';

const minuteMs = 60_000;

/** As a start of the app does, on real files. */
async function open(folder: string, clock = fakeClock()) {
  const { settings } = await openSettings(folder, () => clock.now());
  const { store } = await openSecretStore(join(folder, 'secrets.json'), noVault, () => clock.now());
  const changes: Access[] = [];
  const lock = await openOwnerLock({
    ...{ dataDir: folder, store, settings, clock, ...cheapPins },
    onChange: (access) => changes.push(access),
  });
  const callers = createCallers({
    ...{ clock, hasPin: lock.hasPin, pinEra: lock.pinEra },
    idleMs: () => settings.current().lockAfterMinutes * minuteMs,
  });
  const window = callers.openSession();
  const unlock = (pin: string) => lock.unlock(pin, window.letIn);
  return { lock, clock, settings, changes, callers, window, unlock };
}

const ofHelper = { roles: ['owner', 'helper'], isLook: false } as const;
const ofOwner = { roles: ['owner'], isLook: false } as const;
const look = { roles: ['owner'], isLook: true } as const;

async function guess(lock: OwnerLock, times: number): Promise<void> {
  for (let tries = 0; tries < times; tries += 1) await lock.unlock('9999');
}

describe('the owner’s lock', () => {
  it('shows everything to everybody while there is no PIN', async () => {
    await using folder = await temporaryFolder();
    const { lock, window } = await open(folder.path);
    expect(lock.access()).toEqual({ kind: 'open' });
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(true);
  });

  it('is closed at each start once a PIN is set, and opens for that PIN alone', async () => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    expect(await first.lock.setPin(null, '4321', first.window.letIn)).toBe('right');
    expect(first.window.role()).toBe('owner');
    const { lock, window, unlock } = await open(folder.path);
    expect(lock.access()).toEqual({ kind: 'locked', retryAt: null });
    expect([window.authorizes(ofHelper, 'tryBell null'), window.authorizes(ofOwner, 'tryBell null')]).toEqual(
      [true, false],
    );
    expect(await unlock('1234')).toBe('wrong');
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(false);
    expect(await unlock('4321')).toBe('right');
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(true);
  });

  it('opens the one window where the PIN was typed, and locks all but one as the PIN changes', async () => {
    await using folder = await temporaryFolder();
    const { lock, window, callers } = await open(folder.path);
    const other = callers.openSession();
    expect(await lock.setPin(null, '4321', window.letIn)).toBe('right');
    const roles = (): string[] => [window, other, callers.withoutSession].map((caller) => caller.role());
    expect(roles()).toEqual(['owner', 'helper', 'helper']);
    expect(await lock.unlock('4321', callers.withoutSession.letIn)).toBe('right');
    expect(roles()).toEqual(['owner', 'helper', 'helper']);
    expect(await lock.unlock('4321', other.letIn)).toBe('right');
    window.lock();
    expect(roles()).toEqual(['helper', 'owner', 'helper']);
    expect(await lock.setPin('4321', '777777', window.letIn)).toBe('right');
    expect(roles()).toEqual(['owner', 'helper', 'helper']);
    expect(await lock.removePin('777777')).toBe('right');
    expect(roles()).toEqual(['owner', 'owner', 'owner']);
  });

  it('keeps no PIN that could be read from the disk', async () => {
    await using folder = await temporaryFolder();
    const { lock } = await open(folder.path);
    await lock.setPin(null, '80431765');
    for (const file of ['secrets.json', 'settings.json'])
      expect(await readFile(join(folder.path, file), 'utf8')).not.toContain('80431765');
  });

  it('closes by itself after idle minutes, and each deed of the owner postpones that', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock, window } = await open(folder.path);
    await lock.setPin(null, '4321', window.letIn);
    const roles: string[] = [];
    window.onRole(() => roles.push(window.role()));
    clock.advance(4 * minuteMs);
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(true);
    clock.advance(4 * minuteMs);
    expect(window.authorizes(ofHelper, 'tryBell null')).toBe(true);
    expect(window.role()).toBe('owner');
    clock.advance(minuteMs);
    expect(roles).toEqual(['helper']);
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(false);
  });

  it('is not held open by a screen that asks the same again and again', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock, window, unlock } = await open(folder.path);
    await lock.setPin(null, '4321', window.letIn);
    const shown = 'getReport {"from":"2026-11-24"}';
    expect(window.authorizes(look, shown)).toBe(true);
    clock.advance(3 * minuteMs);
    expect(window.authorizes(look, shown)).toBe(true);
    clock.advance(2 * minuteMs);
    expect(window.authorizes(look, shown)).toBe(false);
    expect(await unlock('4321')).toBe('right');
    clock.advance(3 * minuteMs);
    // Somebody went to another day.
    expect(window.authorizes(look, 'getReport {"from":"2026-11-23"}')).toBe(true);
    clock.advance(3 * minuteMs);
    expect(window.role()).toBe('owner');
  });

  it('is closed after a sleep in which no timer ran', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock, window } = await open(folder.path);
    await lock.setPin(null, '4321', window.letIn);
    clock.sleep(6 * minuteMs);
    expect(window.role()).toBe('helper');
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(false);
  });

  it('makes guessing wait longer each time, and a restart gives no new attempts', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock } = await open(folder.path);
    await lock.setPin(null, '4321');
    await guess(lock, 3);
    expect(lock.access()).toEqual({
      kind: 'locked',
      retryAt: new Date(clock.now() + 30_000).toISOString(),
    });
    expect(await lock.unlock('4321')).toBe('wait');
    const again = await open(folder.path, clock);
    expect(await again.lock.unlock('4321')).toBe('wait');
    clock.advance(30_000);
    expect(await again.lock.unlock('0000')).toBe('wrong');
    clock.advance(59_000);
    expect(await again.lock.unlock('4321')).toBe('wait');
    clock.advance(1_000);
    expect(await again.lock.unlock('4321')).toBe('right');
  });

  it('shortens no pause for a clock that is set forward', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock } = await open(folder.path);
    await lock.setPin(null, '4321');
    await guess(lock, 3);
    for (let hours = 1; hours <= 40; hours += 1) {
      clock.jump(clock.now() + hours * 60 * minuteMs);
      expect(await lock.unlock('4321')).toBe('wait');
    }
    clock.advance(29_999);
    expect(await lock.unlock('4321')).toBe('wait');
    clock.advance(1);
    expect(await lock.unlock('4321')).toBe('right');
  });

  it('begins the whole pause again over a restart, and goes on through a sleep', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock } = await open(folder.path);
    await lock.setPin(null, '4321');
    await guess(lock, 3);
    clock.advance(20_000);
    const restarted = fakeClock(clock.now() + 365 * 24 * 60 * minuteMs);
    const again = await open(folder.path, restarted);
    restarted.advance(29_000);
    expect(await again.lock.unlock('4321')).toBe('wait');
    restarted.sleep(1_000);
    expect(await again.lock.unlock('4321')).toBe('right');
  });

  it('counts a PIN on the disk before it is checked', async () => {
    await using folder = await temporaryFolder();
    const { lock, settings, window, unlock } = await open(folder.path);
    await lock.setPin(null, '4321');
    await guess(lock, 2);
    const kept = await open(folder.path);
    expect(kept.settings.current().wrongPins.count).toBe(2);
    // A disk that takes no count lets no PIN be looked at, the right one no more than others.
    settings.change = () => Promise.reject(new Error('the disk is full'));
    await expect(unlock('4321')).rejects.toThrow('the disk is full');
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(false);
  });

  it('stays open no longer for a clock that is set back', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock, window } = await open(folder.path);
    await lock.setPin(null, '4321', window.letIn);
    clock.jump(clock.now() - 60 * minuteMs);
    expect(window.role()).toBe('owner');
    clock.sleep(5 * minuteMs);
    expect(window.authorizes(ofOwner, 'tryBell null')).toBe(false);
  });

  it('compares one PIN at a time, so that a burst of PINs does not avoid the pause', async () => {
    await using folder = await temporaryFolder();
    const { lock } = await open(folder.path);
    await lock.setPin(null, '4321');
    const pins = ['0001', '0002', '0003', '0004', '4321'];
    expect(await Promise.all(pins.map((pin) => lock.unlock(pin)))).toEqual([
      'wrong',
      'wrong',
      'wrong',
      'wait',
      'wait',
    ]);
  });

  it('does not lock the owner out for long when the clock was set back', async () => {
    await using folder = await temporaryFolder();
    const { lock, clock } = await open(folder.path);
    await lock.setPin(null, '4321');
    await guess(lock, 3);
    clock.jump(clock.now() - 365 * 24 * 60 * minuteMs);
    const access = lock.access();
    if (access.kind !== 'locked' || access.retryAt === null) throw new Error('it waits');
    expect(Date.parse(access.retryAt) - clock.now()).toBe(30_000);
  });

  it('is changed or removed only with the present PIN, also at an unlocked window', async () => {
    await using folder = await temporaryFolder();
    const { lock } = await open(folder.path);
    await lock.setPin(null, '4321');
    expect(await lock.setPin(null, '0000')).toBe('wrong');
    expect(await lock.removePin('0000')).toBe('wrong');
    expect(await lock.setPin('4321', '777777')).toBe('right');
    expect(await lock.removePin('777777')).toBe('right');
    expect(lock.access()).toEqual({ kind: 'open' });
    expect((await open(folder.path)).lock.access()).toEqual({ kind: 'open' });
  });

  it.each(['reset-pin', 'reset-pin.txt'])('is taken away by a file %s, once, and says so', async (name) => {
    await using folder = await temporaryFolder();
    const first = await open(folder.path);
    await first.lock.setPin(null, '4321');
    await guess(first.lock, 3);
    await writeFile(join(folder.path, name), '');
    const second = await open(folder.path);
    expect(second.lock.access()).toEqual({ kind: 'open' });
    expect(second.lock.notices).toEqual([{ kind: 'pin-removed' }]);
    await second.lock.setPin(null, '5555');
    expect((await open(folder.path)).lock.access()).toEqual({ kind: 'locked', retryAt: null });
  });
});
