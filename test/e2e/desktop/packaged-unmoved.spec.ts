import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { askWindow } from '../../support/ask-window';
import { exitCode, readText } from '../../support/fact-process';
import { comptoir, ServeProcess } from '../../support/headless-process';
import { testKeys } from '../../support/kkiapay-server';
import { realNow } from '../../support/real-now';
import { desktopFolder, DesktopProcess } from '../support/desktop-process';
import { asSessionUser, missingDesktop, sessionUser } from '../support/desktop-session';
import { missingPackage, packagedProgram } from '../support/packaged-app';

const missing = missingPackage ?? missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';
const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

/** A shop with the provider's keys and an address of its own, made without the app. */
async function shopIn(folder: string): Promise<void> {
  const data = join(folder, 'data');
  await using shop = await ServeProcess.ready([`--data=${data}`, ...quiet]);
  const uiUrl = shop.text('uiUrl');
  await askWindow(uiUrl, 'saveApiKeys', { provider: 'kkiapay', mode: 'live', keys: testKeys });
  await askWindow(uiUrl, 'changeSettings', { publicAddress: 'https://boutique.invalid' });
  await shop.end();
  if (sessionUser !== null) execFileSync('chown', ['-R', `${sessionUser}:`, folder]);
}

test('a packaged app ignores the variables made for development, with their switch or without', async () => {
  test.setTimeout(180_000);
  const calls: string[] = [];
  const led = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'SUCCESS', type: 'DEBIT', amount: 250_000 }));
  });
  led.listen(0, '127.0.0.1');
  await once(led, 'listening');
  const address = `127.0.0.1:${(led.address() as AddressInfo).port}`; // TCP, hence never a pipe's name
  await using folder = await desktopFolder();
  await shopIn(folder.path);
  for (const switches of [[], ['--development']]) {
    await using app = await DesktopProcess.ready(
      packagedProgram,
      [`--user-data-dir=${folder.path}`, '--port=0', '--tunnel=none', '--hidden', ...switches],
      {
        COMPTOIR_HASH_SECRET: secret,
        COMPTOIR_NGROK_SERVER_ADDR: address,
        COMPTOIR_NGROK_CA_PEM: join(import.meta.dirname, '../../../LICENSE'),
        COMPTOIR_NGROK_PUBLIC_ADDR: address,
        COMPTOIR_PROVIDER_ADDR: address,
      },
    );
    const transactionId = `made-up-${switches.length}`;
    const answer = await fetch(app.text('webhookUrl'), {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
      body: kkiapayBody({
        ...{ event: 'success', amountXof: 250_000, transactionId },
        at: new Date(realNow()).toISOString(),
      }),
    });
    expect(answer.status).toBe(200);
    // By then its own address was asked for in vain, and the provider, twice, for the payment.
    await app.line(({ event, state }) => event === 'tunnel' && JSON.stringify(state).includes('"retrying"'));
    const { lines } = await comptoir(['list', '--data', app.text('dataDir'), '--json']);
    expect(lines.find((line) => line.transactionId === transactionId)).toMatchObject({
      verification: { kind: 'announced' },
    });
    expect(await app.end()).toBe(0);
  }
  led.close();
  expect(calls).toEqual([]);
});

for (const word of [
  '--remote-debugging-port=9222',
  '--inspect=0',
  '--js-flags=--expose-gc',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--ignore-certificate-errors',
  '--proxy-server=127.0.0.1:9',
  '--load-extension=/tmp',
]) {
  test(`a packaged app says why it does not start with ${word}`, async () => {
    await using folder = await desktopFolder();
    const [command, ...args] = asSessionUser([packagedProgram, `--user-data-dir=${folder.path}`, word]);
    const app = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const [said, code] = await Promise.all([readText(app.stderr), exitCode(app)]);
    expect(code).toBe(2);
    expect(said).toContain(word.split('=', 1)[0]);
    expect(existsSync(join(folder.path, 'data'))).toBe(false);
  });
}
