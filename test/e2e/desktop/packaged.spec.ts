import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { comptoir } from '../../support/headless-process';
import { desktopFolder, DesktopProcess } from '../support/desktop-process';
import { asSessionUser, missingDesktop, processesOf } from '../support/desktop-session';
import { missingPackage, packagedProgram } from '../support/packaged-app';
import { realNow } from '../../support/real-now';

const missing = missingPackage ?? missingDesktop();
test.skip(missing !== null, missing ?? '');

const secret = 'hash-secret-of-the-live-endpoint';

test('the packaged app receives, stores and announces a payment, and ends when asked', async () => {
  await using folder = await desktopFolder();
  await using app = await DesktopProcess.ready(
    packagedProgram,
    [`--user-data-dir=${folder.path}`, '--port=0', '--tunnel=none'],
    { COMPTOIR_HASH_SECRET: secret },
  );
  expect(app.text('dataDir')).toBe(join(folder.path, 'data'));

  const body = kkiapayBody({
    event: 'success',
    amountXof: 43_500,
    account: '22990112233',
    at: new Date(realNow()).toISOString(),
  });
  const answer = await fetch(app.text('webhookUrl'), {
    method: 'POST',
    headers: { 'x-kkiapay-secret': secret },
    body,
  });
  expect(answer.status).toBe(200);
  expect(await app.line((line) => line.event === 'payment')).toMatchObject({
    payment: { amountXof: 43_500, status: 'success' },
    duplicate: false,
  });

  const { lines } = await comptoir(['list', '--data', app.text('dataDir'), '--json']);
  expect(lines).toMatchObject([{ amountXof: 43_500, status: 'success', account: '22990112233' }]);

  expect(await app.end()).toBe(0);
  await expect.poll(() => processesOf(folder.path)).toEqual([]);
});

test('the workflows’ try of a packaged app sees it receive a payment, and one that does not', async () => {
  const script = join(import.meta.dirname, '../../../scripts/try-app.mjs');
  const tried = async (...app: string[]): Promise<number | null> => {
    const [command, ...args] = asSessionUser([process.execPath, script, ...app]);
    const [code] = (await once(spawn(command, args, { stdio: 'ignore' }), 'exit')) as [number | null]; // what it carries
    return code;
  };
  expect(await tried(packagedProgram)).toBe(0);
  expect(await tried('/bin/false')).toBe(1);
});

/** As the wire in the binary has them: the digits' codes. */
const fuse = { off: '0'.charCodeAt(0), on: '1'.charCodeAt(0) };

test('the fuses that would let others use our program are blown', async () => {
  const wire: Readonly<Partial<Record<FuseV1Options, unknown>>> = await getCurrentFuseWire(packagedProgram);
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: fuse.off,
    [FuseV1Options.EnableCookieEncryption]: fuse.on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: fuse.off,
    [FuseV1Options.EnableNodeCliInspectArguments]: fuse.off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: fuse.on,
    [FuseV1Options.OnlyLoadAppFromAsar]: fuse.on,
  });
  // Older Electrons have no such fuse.
  const forFiles = wire[FuseV1Options.GrantFileProtocolExtraPrivileges];
  expect([undefined, fuse.off]).toContain(forFiles);
});

test('after a crash the deaf period is reported, and the crash is recorded', async () => {
  await using folder = await desktopFolder();
  const args = [`--user-data-dir=${folder.path}`, '--port=0', '--tunnel=none', '--hidden'];
  const environment = { XDG_CONFIG_HOME: folder.path };
  const before = await DesktopProcess.ready(packagedProgram, args, environment);
  await expect.poll(() => existsSync(join(before.text('dataDir'), 'heartbeat.json'))).toBe(true);
  await rm(join(folder.path, 'start-again')); // else the app would be started again
  expect(await before.end('SIGKILL')).toBeNull();
  await expect.poll(() => processesOf(folder.path)).toEqual([]);

  await using app = await DesktopProcess.ready(packagedProgram, args, environment);
  const crashes = await readdir(join(folder.path, 'crashes'));
  expect(crashes.join()).toMatch(/-last-run\.json/);
  await expect
    .poll(async () => (await comptoir(['check', '--data', app.text('dataDir'), '--json'])).lines[0])
    .toMatchObject({ deafPeriods: 1 });
  expect(await app.end()).toBe(0);
});

test('start at login is entered when it is wanted, with no window, and removed again', async () => {
  test.skip(process.platform !== 'linux', 'reads the folder that Linux desktops start from');
  await using folder = await desktopFolder();
  const entry = join(folder.path, 'autostart/com.comptoir.counter.desktop');
  const start = (): Promise<DesktopProcess> =>
    DesktopProcess.ready(
      packagedProgram,
      [`--user-data-dir=${folder.path}`, '--port=0', '--tunnel=none', '--hidden'],
      { XDG_CONFIG_HOME: folder.path },
    );
  const choose = async (startAtLogin: boolean): Promise<void> => {
    const file = join(folder.path, 'data/settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object; // written by the app
    await writeFile(file, JSON.stringify({ ...settings, startAtLogin }));
  };
  await (await start()).end();
  await choose(true);
  await using app = await start();
  await expect
    .poll(() => readFile(entry, 'utf8').catch(() => ''))
    .toContain(`Exec=${packagedProgram} --hidden\n`);
  await app.end();
  await choose(false);
  await using last = await start();
  await expect.poll(() => existsSync(entry)).toBe(false);
  expect(await last.end()).toBe(0);
});
