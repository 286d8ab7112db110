import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import { fakeClock, type FakeClock } from './fake-clock';
import { fakeVault } from './fake-vault';
import { openComptoir, type OpenedComptoir, type OpenOptions } from './open-comptoir';
import { temporaryFolder } from './temporary-folder';

export const passPhrase = 'quatre mots du marché';

/** A counter on its own computer, whose vault opens nothing of another. */
export async function computer() {
  const folder = await temporaryFolder();
  const vault = fakeVault();
  const clock = fakeClock();
  const chosen = { folder: '' };
  const open = (more: OpenOptions = {}): Promise<OpenedComptoir> =>
    openComptoir(folder.path, {
      ...{ clock, environment: {}, restart: () => undefined },
      chooseFolder: () => Promise.resolve(chosen.folder),
      openSecrets: (file) => openSecretStore(file, vault, () => clock.now(), { clock }),
      ...more,
    });
  return { ...folder, vault, clock, chosen, open };
}

export const pathOf = ({ state }: OpenedComptoir): string =>
  new URL(webhookUrlsOf(state(), 'live').local ?? '').pathname;

export async function secretOf(shop: OpenedComptoir): Promise<string> {
  await shop.handlers.copyToClipboard({ what: 'hash-secret', provider: 'kkiapay', mode: 'live' });
  return shop.copied();
}

/** As the provider calls: at the path and with the secret that it holds. */
export async function call(
  shop: OpenedComptoir,
  path: string,
  secret: string,
  clock: FakeClock,
): Promise<number> {
  const url = new URL(path, webhookUrlsOf(shop.state(), 'live').local ?? '');
  const at = new Date(clock.now()).toISOString();
  const body = kkiapayBody({ event: 'success', amountXof: 500, transactionId: `at-${clock.now()}`, at });
  return (await fetch(url, { method: 'POST', headers: { 'x-kkiapay-secret': secret }, body })).status;
}

export async function contentOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'));
  return [...(await Promise.all(texts)), ...entries.map(({ name }) => name)].join('\n');
}
