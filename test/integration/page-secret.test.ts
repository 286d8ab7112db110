import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askWindow } from '../support/ask-window';
import { comptoir, ServeProcess } from '../support/headless-process';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];
const live = { provider: 'kkiapay', mode: 'live' } as const;

it('a computer that has a clipboard gives no page the secret', async () => {
  await using folder = await temporaryFolder();
  await using shop = await openComptoir(folder.path);
  await shop.handlers.copyToClipboard({ what: 'hash-secret', ...live });
  await expect(shop.handlers.takeHashSecret(live)).rejects.toMatchObject({ code: 'bad-argument' });
});

it('one that has none gives it to the owner’s page once it was to be copied, and to nobody who is locked', async () => {
  await using folder = await temporaryFolder();
  const [data, programs] = [join(folder.path, 'data'), join(folder.path, 'no-programs')];
  await mkdir(programs);
  await using shop = await ServeProcess.ready([`--data=${data}`, ...quiet], { PATH: programs });
  const uiUrl = shop.text('uiUrl');
  const take = () => askWindow(uiUrl, 'takeHashSecret', live);
  await expect(take()).rejects.toThrow('bad-argument');
  const copying = askWindow(uiUrl, 'copyToClipboard', { what: 'hash-secret', ...live });
  await expect(copying).rejects.toThrow('clipboard-unavailable');
  const { stdout } = await comptoir(['secret', `--data=${data}`, '--stdout']);
  expect(stdout.trim()).toMatch(/^\S{16,}$/);
  expect(await take()).toBe(stdout.trim());
  expect(JSON.stringify(await askWindow(uiUrl, 'getTechnicianReport', null))).not.toContain(stdout.trim());
  await askWindow(uiUrl, 'setPin', { current: null, pin: '4321' });
  await askWindow(uiUrl, 'lock', null);
  await expect(take()).rejects.toThrow('locked');
  await shop.end();
});
