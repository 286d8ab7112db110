import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { workbookIn } from '../../support/workbook';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop, screenshot } from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const payer = '22990112233';

let app: DesktopApp;
test.afterEach(() => app.dispose());

test('a helper finds out why it does not ring, and saves a file for the technician, without a secret in it', async () => {
  app = await DesktopApp.start({ environment: { COMPTOIR_HASH_SECRET: secret } });
  const url = await app.webhookUrl();
  const pay = async (withSecret: string): Promise<number> => {
    const body = kkiapayBody({
      event: 'success',
      amountXof: 987_651,
      account: payer,
      at: new Date(realNow()).toISOString(),
    });
    return (await fetch(url, { method: 'POST', headers: { 'x-kkiapay-secret': withSecret }, body })).status;
  };
  expect(await pay(secret)).toBe(200);
  expect(await pay('not the secret')).toBe(401);

  const file = join(app.folder, 'diagnostics.zip');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  const window = await app.window();
  await window.getByRole('button', { name: 'Plus tard', exact: true }).click();
  await window.getByRole('link', { name: 'Ça ne sonne pas ?', exact: true }).click();
  // No tunnel in this test: that is the first thing to look at.
  await expect(window.getByRole('region', { name: 'À faire d’abord', exact: true })).toContainText(
    'adresse publique',
  );
  await window.getByRole('button', { name: 'Enregistrer le diagnostic', exact: true }).click();
  await expect(window.getByText(/Le diagnostic est enregistré/)).toContainText('diagnostics.zip');
  await mkdir('test-results/pictures', { recursive: true });
  await screenshot('test-results/pictures/diagnosis.png');

  const files = workbookIn(await readFile(file));
  const log = await readFile(join(app.folder, 'logs', 'comptoir.log'), 'utf8');
  expect(log).toMatch(/Comptoir \d+\.\d+\.\d+ starts/);
  expect(log).toContain('refused: secret-wrong, live');
  expect(files['comptoir.log']).toContain('refused: secret-wrong, live');
  expect(JSON.parse(files['versions.json'] ?? '')).toMatchObject({
    versions: { electron: await app.electron.evaluate(() => process.versions.electron) },
  });
  const segment = url.split('/').at(-1) ?? '';
  for (const [name, text] of [...Object.entries(files), ['the log', log] as const])
    for (const hidden of [secret, payer, segment, '987651'])
      expect(text, `${hidden} in ${name}`).not.toContain(hidden);
});

test('the folder of logs opens in the computer’s own file manager', async () => {
  app = await DesktopApp.start();
  await app.electron.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      process.env.OPENED_FOLDER = path;
      return Promise.resolve('');
    };
  });
  const reply = await (await app.window()).evaluate(() => window.comptoir.invoke('showLogFolder', null));
  expect(reply).toEqual({ ok: true, value: null });
  const opened = await app.electron.evaluate(() => process.env.OPENED_FOLDER);
  expect(opened).toBe(join(app.folder, 'logs'));
});
