import { describe, expect, it } from 'vitest';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import type { Ring } from '../../src/shared/voice/ring';
import { fakeClock } from '../support/fake-clock';
import { fakeVault } from '../support/fake-vault';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { eventually } from '../support/window/eventually';

const morning = Date.parse('2026-11-23T08:00:00.000Z');

const drawn = (shop: OpenedComptoir): Promise<void> =>
  eventually(() => expect(shop.state().dayWord).not.toBeNull());

describe('the word of the day', () => {
  it('is the same after a restart, and is said before an amount where the shop asks for it', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(morning);
    let word;
    {
      await using shop = await openComptoir(folder.path, { clock });
      await drawn(shop);
      word = shop.state().dayWord;
    }
    await using shop = await openComptoir(folder.path, { clock });
    await drawn(shop);
    expect(shop.state().dayWord).toEqual(word);
    const rings: Ring[] = [];
    shop.onRing((ring) => rings.push(ring));
    await shop.pay('unsaid');
    await shop.handlers.changeSettings({ sayDayWord: true });
    await shop.pay('said');
    await eventually(() => expect(rings).toHaveLength(2));
    expect(rings.map(({ dayWord }) => dayWord)).toEqual([undefined, word]);
  });

  it('waits for a vault that is shut, and nothing waits for the word', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(morning);
    const vault = fakeVault();
    const openSecrets = (file: string) => openSecretStore(file, vault, () => clock.now());
    {
      await using shop = await openComptoir(folder.path, { clock, openSecrets });
      await drawn(shop);
    }
    vault.become('shut');
    await using shop = await openComptoir(folder.path, { clock, openSecrets });
    expect(await shop.pay('a')).toBe(200);
    expect(shop.state().dayWord).toBeNull();
    expect(shop.state().notices.map(({ kind }) => kind)).not.toContain('parts-failing');
    vault.become('open');
    await eventually(async () => {
      clock.advance(30_000);
      await Promise.resolve();
      expect(shop.state().dayWord).not.toBeNull();
    });
  });
});
