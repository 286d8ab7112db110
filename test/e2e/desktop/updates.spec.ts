import { readdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { UpdateState } from '../../../src/shared/state/updates';
import { DesktopApp } from '../support/desktop-app';
import { missingDesktop } from '../support/desktop-session';
import { offerRelease, type OfferedRelease } from '../support/release-server';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');
test.skip(process.platform !== 'linux', 'plays an AppImage');
// It looks for updates a minute after the start, and again a minute after a failure.
test.setTimeout(240_000);
test.describe.configure({ mode: 'parallel' });
const longWait = { timeout: 150_000, intervals: [1_000] };

const apps: DesktopApp[] = [];
test.afterEach(async () => {
  for (const app of apps.splice(0)) await app.dispose();
});

/** In a shop that never closes. */
async function started({ appFolder, environment }: OfferedRelease): Promise<DesktopApp> {
  const app = await DesktopApp.start({ appFolder, environment });
  apps.push(app);
  const page = await app.window();
  await page.evaluate(() =>
    window.comptoir.invoke('changeSettings', { openingHours: { opensAt: '00:00', closesAt: '00:00' } }),
  );
  return app;
}

async function updatesOf(app: DesktopApp): Promise<UpdateState> {
  return (await app.state()).updates;
}

test('a signed update is fetched once the owner let the line be used, waits while the shop is open, and takes the app’s place once asked for', async () => {
  await using release = await offerRelease({ metered: 1 });
  const app = await started(release);
  await expect.poll(async () => (await updatesOf(app)).kind, longWait).toBe('asking');
  expect(release.downloads).toEqual([]);
  const page = await app.window();
  await page.evaluate(() => (location.hash = '#/settings/updates'));
  await page.getByRole('button', { name: 'Télécharger maintenant', exact: true }).click();
  await expect
    .poll(() => updatesOf(app), longWait)
    .toEqual({ kind: 'ready', version: '1.1.0', wish: 'tonight' });
  expect(await release.image()).toBe('version 1.0.0');

  await page.getByRole('button', { name: 'Installer maintenant', exact: true }).click();
  await app.ended();
  await expect.poll(() => release.hasStarted(), longWait).toBe(true);
  expect(await release.image()).toBe(release.newImage);
  expect(await release.oldImage()).toBe('version 1.0.0');
  expect(await readdir(app.folder)).not.toContain('running'); // it ended in order first
});

test('an unsigned update is not fetched, a wrong file is not kept, a cut download resumes, other systems’ files are left alone', async () => {
  await using unsigned = await offerRelease({ signed: false });
  await using damaged = await offerRelease({ damaged: true });
  await using cut = await offerRelease({ cuts: 1 });
  await using staged = await offerRelease({ staged: 0 });
  const [first, second, third] = [await started(unsigned), await started(damaged), await started(cut)];
  const fourth = await started(staged);

  const refused = { kind: 'refused', version: '1.1.0' };
  await expect.poll(() => updatesOf(first), longWait).toEqual({ ...refused, reason: 'unsigned' });
  expect(unsigned.downloads).toEqual([]);
  await expect.poll(() => updatesOf(second), longWait).toEqual({ ...refused, reason: 'damaged' });
  await expect.poll(async () => (await updatesOf(third)).kind, longWait).toBe('ready');
  expect(cut.downloads).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  await expect
    .poll(() => updatesOf(fourth), longWait)
    .toEqual({ kind: 'current', checkedAt: expect.any(String) });
  expect(staged.downloads).toEqual([]);
  for (const release of [unsigned, damaged, cut, staged]) expect(await release.image()).toBe('version 1.0.0');
});
