import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { desktopEdge } from '../support/desktop-edge';
import { desktopFolder, DesktopProcess } from '../support/desktop-process';
import { missingDesktop, processesOf, sessionUser } from '../support/desktop-session';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-this-test';
const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '', 'electron');
const root = join(import.meta.dirname, '../../..');

function start(
  folder: string,
  environment: NodeJS.ProcessEnv = {},
  tunnel = 'none',
): Promise<DesktopProcess> {
  const args = [root, `--user-data-dir=${folder}`, '--port=0', `--tunnel=${tunnel}`, '--development'];
  return DesktopProcess.ready(program, args, { COMPTOIR_HASH_SECRET: secret, ...environment });
}

async function pay(url: string): Promise<number> {
  const headers = { 'x-kkiapay-secret': secret };
  return fetch(url, { method: 'POST', headers, body: '{}' }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Of the app that runs now. */
async function mainProcess(folder: string): Promise<number> {
  return Number(await readFile(join(folder, 'running'), 'utf8').catch(() => '0'));
}

/** Asks once another process than the killed one is there: that one may answer a call as it dies. */
async function onceReplaced(folder: string, killed: number, ask: () => Promise<number>): Promise<number> {
  return (await mainProcess(folder)) === killed ? 0 : ask();
}

/** Whatever else of it runs is gone a moment after its main process. */
async function end(folder: string): Promise<void> {
  const pid = await mainProcess(folder);
  if (pid > 0) process.kill(pid, 'SIGTERM');
  await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]);
}

test('after each kill, it takes a payment on the same address within 20 s', async () => {
  await using folder = await desktopFolder();
  const app = await start(folder.path);
  const url = app.text('webhookUrl');
  expect(await pay(url)).toBe(200);
  for (const killed of [1, 2]) {
    const pid = await mainProcess(folder.path);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => onceReplaced(folder.path, pid, () => pay(url)), { timeout: 20_000 }).toBe(200);
    expect(await mainProcess(folder.path), `after ${killed}`).not.toBe(pid);
  }
  await end(folder.path);
  for (const name of ['running', 'start-again']) expect(existsSync(join(folder.path, name))).toBe(false);
});

test('killed behind a tunnel, it is heard on its public address within 20 s', async () => {
  await using folder = await desktopFolder();
  await using shop = await desktopEdge();
  const environment = { ...shop.environment, NGROK_AUTHTOKEN: '2abc_good' };
  const app = await start(folder.path, environment, 'ngrok');
  const path = new URL(app.text('webhookUrl')).pathname;
  const url = `https://boutique-awa.ngrok-free.app${path}`;
  const heard = async (): Promise<number> => {
    const headers = { 'x-kkiapay-secret': secret, 'content-type': 'application/json' };
    return (
      (await shop.edge.request(url, { method: 'POST', headers, body: '{}' }).catch(() => null))?.status ?? 0
    );
  };
  await expect.poll(heard, { timeout: 20_000 }).toBe(200);
  process.kill(await mainProcess(folder.path), 'SIGKILL');
  // What was killed may still be registered at the edge for a moment, and answers nothing.
  await expect.poll(() => onceReplaced(folder.path, app.pid, heard), { timeout: 20_000 }).toBe(200);
  expect(await mainProcess(folder.path)).not.toBe(app.pid);
  await end(folder.path);
});

test('is not started again after it was ended, or where the owner does not want it', async () => {
  await using folder = await desktopFolder();
  const first = await start(folder.path);
  expect(await first.end()).toBe(0);
  await expect.poll(() => processesOf(folder.path)).toEqual([]);

  const file = join(folder.path, 'data/settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as object; // written by the app
  await writeFile(file, JSON.stringify({ ...settings, startAgain: false }));
  if (sessionUser !== null) execFileSync('chown', [`${sessionUser}:`, file]);
  const second = await start(folder.path);
  expect(await second.end('SIGKILL')).toBeNull();
  // With nobody left to start it.
  await expect.poll(() => processesOf(folder.path), { timeout: 20_000 }).toEqual([]);
  expect(existsSync(join(folder.path, 'running'))).toBe(true);
});
