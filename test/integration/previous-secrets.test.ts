import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/shared/calendar';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { loadSecrets } from '../../src/core/settings/secrets';
import { openSettings } from '../../src/core/settings/settings-file';
import { fakeClock, type FakeClock } from '../support/fake-clock';
import { temporaryFolder } from '../support/temporary-folder';

const live = { provider: 'kkiapay', mode: 'live' } as const;
const start = Date.parse('2026-11-23T10:00:00.000Z');

async function open(folder: string, clock: FakeClock) {
  const now = (): number => clock.now();
  const { settings } = await openSettings(folder, now);
  const { store } = await openSecretStore(join(folder, 'secrets.json'), noVault, now);
  return { settings, secrets: await loadSecrets(store, settings, {}, clock) };
}

/** Whether any of the two places on the disk still has it. */
async function isOnDisk(folder: string, secret: string): Promise<boolean> {
  const files = ['secrets.json', 'secrets/secrets.json'].map((name) => readFile(join(folder, name), 'utf8'));
  return (await Promise.all(files)).some((content) => content.includes(secret));
}

describe('the secret before the present one', () => {
  it('is refused and erased at once where the owner says that it has leaked', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(start);
    const { secrets } = await open(folder.path, clock);
    const leaked = secrets.hashSecret(live) ?? '';
    await secrets.regenerate(live);
    expect(secrets.accepted(live)).toContain(leaked);
    expect(secrets.previousUntil(live)).toBe('2026-11-24T10:00:00.000Z');
    await secrets.revokePrevious(live);
    expect(secrets.accepted(live)).toEqual([secrets.hashSecret(live)]);
    expect(secrets.previousUntil(live)).toBeNull();
    expect(await isOnDisk(folder.path, leaked)).toBe(false);
    expect((await open(folder.path, clock)).secrets.accepted(live)).toEqual([secrets.hashSecret(live)]);
  });

  it('is erased once its day is over, while Comptoir runs', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(start);
    const { secrets } = await open(folder.path, clock);
    const before = secrets.hashSecret(live) ?? '';
    await secrets.regenerate(live);
    clock.sleep(dayMs - 1);
    expect(secrets.accepted(live)).toContain(before);
    clock.sleep(1);
    expect(secrets.accepted(live)).not.toContain(before);
    clock.advance(0);
    await expect.poll(() => isOnDisk(folder.path, before)).toBe(false);
  });

  it('is not brought back by a clock that is set back, nor accepted for longer', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(start);
    const { secrets, settings } = await open(folder.path, clock);
    const before = secrets.hashSecret(live) ?? '';
    await secrets.regenerate(live);
    clock.jump(start - 30 * dayMs);
    clock.sleep(dayMs);
    expect(secrets.accepted(live)).not.toContain(before);

    // The same over a start: the shop knew a later instant.
    await settings.change({
      previousSecretUntil: { live: new Date(start + dayMs).toISOString() },
      latestAt: new Date(start + dayMs).toISOString(),
    });
    const again = await open(folder.path, fakeClock(start));
    expect(again.secrets.accepted(live)).not.toContain(before);
    expect(again.settings.current().previousSecretUntil.live).toBeNull();
  });
});
