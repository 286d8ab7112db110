import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  createUpdates,
  DamagedUpdate,
  type OfferedUpdate,
  type UpdateSource,
} from '../../src/core/updates/updates';
import type { LineCost, UpdateState } from '../../src/shared/state/updates';
import { fakeClock } from '../support/fake-clock';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const files = [{ url: 'Comptoir-1.1.0.AppImage', sha512: 'c29tZSBkaWdlc3Q=' }];

function offer(key: KeyObject, over: Partial<OfferedUpdate> = {}): OfferedUpdate {
  const text = ['1.1.0', ...files.map(({ url, sha512 }) => `${url} ${sha512}`)].join('\n');
  return {
    version: '1.1.0',
    files,
    sizeBytes: 98_765_432,
    signature: sign(null, Buffer.from(text), key).toString('base64'),
    ...over,
  };
}

/** A shop at noon, and a server that offers this. */
function atNoon(source: Partial<UpdateSource>) {
  const clock = fakeClock(Date.parse('2026-11-24T12:00:00.000+01:00'));
  const states: UpdateState[] = [];
  const install = vi.fn();
  const use = { exporting: false, lookedAt: false };
  const download = vi.fn(() => Promise.resolve());
  const updates = createUpdates({
    source: {
      releaseKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      ...{ check: () => Promise.resolve(offer(privateKey)), download, install },
      isLookedAt: () => use.lookedAt,
      lineCost: () => Promise.resolve('free'),
      ...source,
    },
    shop: () => ({ openingHours: { opensAt: '08:00', closesAt: '19:00' }, utcOffsetMinutes: 60 }),
    isExporting: () => use.exporting,
    clock,
    log: () => undefined,
    onChange: (state) => states.push(state),
  });
  const last = (): UpdateState | undefined => states.at(-1);
  const lookedAt = async (kind: UpdateState['kind']): Promise<void> => {
    clock.advance(60_000);
    await expect.poll(() => last()?.kind).toBe(kind);
  };
  return { clock, updates, states, last, lookedAt, install, download, use };
}

const hourMs = 60 * 60_000;

describe('updates', () => {
  it('are fetched while the shop is open, and installed when it has closed', async () => {
    const shop = atNoon({});
    await shop.lookedAt('ready');
    expect(shop.states.map(({ kind }) => kind)).toEqual(['current', 'downloading', 'ready']);
    shop.clock.advance(6.9 * hourMs);
    expect(shop.install).not.toHaveBeenCalled();
    shop.clock.advance(0.2 * hourMs);
    expect(shop.install).toHaveBeenCalledOnce();
  });

  it.each(['exporting', 'lookedAt'] as const)(
    'wait in the evening until nobody has been %s for five minutes',
    async (how) => {
      const shop = atNoon({});
      await shop.lookedAt('ready');
      shop.use[how] = true;
      shop.clock.advance(8 * hourMs);
      shop.use[how] = false;
      shop.clock.advance(4 * 60_000);
      expect(shop.install).not.toHaveBeenCalled();
      shop.clock.advance(2 * 60_000);
      expect(shop.install).toHaveBeenCalledOnce();
    },
  );

  it('are installed at once where the merchant asks for it, after the payment that is under way', async () => {
    const shop = atNoon({});
    await shop.lookedAt('ready');
    shop.updates.busy();
    await shop.updates.handlers.installUpdate({ when: 'now' });
    expect(shop.last()).toEqual({ kind: 'ready', version: '1.1.0', wish: 'now' });
    shop.clock.advance(10_000);
    expect(shop.install).not.toHaveBeenCalled();
    shop.clock.advance(10_000);
    expect(shop.install).toHaveBeenCalledOnce();
  });

  it.each([
    ['a stranger’s signature', offer(stranger)],
    ['none', offer(privateKey, { signature: undefined })],
    ['one of another version', offer(privateKey, { version: '1.2.0' })],
    [
      'one of other files',
      offer(privateKey, { files: [{ url: 'evil.AppImage', sha512: 'c29tZSBkaWdlc3Q=' }] }),
    ],
  ])('with %s are not even fetched', async (_case, offered) => {
    const shop = atNoon({ check: () => Promise.resolve(offered) });
    await shop.lookedAt('refused');
    expect(shop.last()).toMatchObject({ reason: 'unsigned', version: offered.version });
    expect(shop.download).not.toHaveBeenCalled();
    await shop.updates.handlers.installUpdate({ when: 'now' });
    shop.clock.advance(12 * hourMs);
    expect(shop.install).not.toHaveBeenCalled();
  });

  it('that are not what was signed are not installed', async () => {
    const shop = atNoon({ download: () => Promise.reject(new DamagedUpdate()) });
    await shop.lookedAt('refused');
    expect(shop.last()).toMatchObject({ reason: 'damaged' });
    shop.clock.advance(5 * hourMs);
    expect(shop.install).not.toHaveBeenCalled();
  });

  it('are asked for again soon where the network fails, then ever more rarely', async () => {
    const check = vi.fn(() => Promise.reject(new Error('no network')));
    const shop = atNoon({ check });
    const asked = async (times: number, afterMs: number): Promise<void> => {
      shop.clock.advance(afterMs);
      await expect.poll(() => shop.states.length).toBe(times + 1);
      expect(check).toHaveBeenCalledTimes(times);
    };
    await asked(1, 60_000);
    await asked(2, 60_000);
    await asked(3, 5 * 60_000);
    await asked(4, 30 * 60_000);
    expect(shop.last()).toEqual({ kind: 'current', checkedAt: null });
  });
});

describe('updates on a line that may cost money', () => {
  it.each(['metered', 'unknown'] as const)('are not fetched before the owner said so: %s', async (line) => {
    const shop = atNoon({ lineCost: () => Promise.resolve(line) });
    await shop.lookedAt('asking');
    expect(shop.last()).toEqual({ kind: 'asking', version: '1.1.0', line, sizeBytes: 98_765_432 });
    const { length } = shop.states;
    shop.clock.advance(6 * hourMs);
    await expect.poll(() => shop.states.length).toBeGreaterThan(length);
    expect(shop.last()).toMatchObject({ kind: 'asking' });
    expect(shop.download).not.toHaveBeenCalled();
    await shop.updates.handlers.fetchUpdate(null);
    await shop.lookedAt('ready');
    expect(shop.download).toHaveBeenCalledOnce();
  });

  it('are fetched by themselves once the computer is on another line', async () => {
    let line: LineCost = 'metered';
    const shop = atNoon({ lineCost: () => Promise.resolve(line) });
    await shop.lookedAt('asking');
    line = 'free';
    shop.clock.advance(6 * hourMs);
    await expect.poll(() => shop.last()?.kind).toBe('ready');
  });

  it('are fetched after a yes that was said while the line was being looked at, once', async () => {
    let answer = (_line: LineCost): void => undefined;
    const shop = atNoon({ lineCost: () => new Promise((resolve) => (answer = resolve)) });
    shop.clock.advance(60_000);
    await expect.poll(() => answer.length).toBe(1);
    answer('metered');
    await expect.poll(() => shop.last()?.kind).toBe('asking');
    const asked = answer;
    shop.clock.advance(6 * hourMs);
    await expect.poll(() => answer === asked).toBe(false);
    await shop.updates.handlers.fetchUpdate(null);
    answer('metered');
    await expect.poll(() => shop.last()?.kind).toBe('ready');
    expect(shop.download).toHaveBeenCalledOnce();
  });

  it('go on after a cut without asking the owner again', async () => {
    let cuts = 1;
    const shop = atNoon({
      lineCost: () => Promise.resolve('metered'),
      download: () => (cuts-- > 0 ? Promise.reject(new Error('cut')) : Promise.resolve()),
    });
    await shop.lookedAt('asking');
    await shop.updates.handlers.fetchUpdate(null);
    shop.clock.advance(0);
    await expect.poll(() => shop.last()).toEqual({ kind: 'current', checkedAt: null });
    await shop.lookedAt('ready');
  });

  it('ignore a consent that was not asked for', async () => {
    const shop = atNoon({});
    await shop.updates.handlers.fetchUpdate(null);
    shop.clock.advance(1_000);
    expect(shop.states).toEqual([{ kind: 'current', checkedAt: null }]);
  });
});
