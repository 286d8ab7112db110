import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { askWindow } from '../../support/ask-window';
import { ServeProcess } from '../../support/headless-process';
import { openOwnAddress } from '../../support/own-address';
import { temporaryFolder } from '../../support/temporary-folder';
import { textsFor } from '../../../src/shared/texts/texts';
import { violationsOn } from '../support/accessibility';

const portIn = (origin: string): number => Number(new URL(origin).port);

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const language of ['fr', 'en'] as const)
  test(`a port that another program has is shown with the next step, ${language}`, async ({
    page,
  }, testInfo) => {
    const words = textsFor(language);
    await using folder = await temporaryFolder();
    await using own = await openOwnAddress();
    const args = ['--data', folder.path, '--ui-port', '0', '--no-notifications', '--development'];
    const before = await ServeProcess.ready(args, own.environment);
    const settings = {
      language,
      setUp: true,
      tunnel: 'none',
      publicAddress: 'https://caisse.awa.bj',
    } as const;
    await askWindow(before.text('uiUrl'), 'changeSettings', settings);
    const usual = before.text('webhookUrl');
    own.lead(usual);
    await before.end();
    const stranger = createServer((socket) => socket.destroy()).listen(portIn(usual), '127.0.0.1');
    await once(stranger, 'listening');

    await using server = await ServeProcess.ready(args, own.environment);
    await page.goto(server.text('uiUrl'));
    const alarm = page.getByRole('alert').filter({ hasText: words.address.astray.title });
    await expect(alarm).toContainText(words.address.astray.step);
    for (const [name, fragment] of [
      ['counter', '#/'],
      ['set-up', '#/setup/1'],
      ['settings', '#/settings/internet'],
    ] as const) {
      await page.evaluate((hash) => (location.hash = hash), fragment);
      await expect(alarm).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await violationsOn(page)).toEqual([]);
        await page.screenshot({ path: `${testInfo.outputDir}/${name}-${language}-${colorScheme}.png` });
      }
      await page.setViewportSize({ width: 320, height: 568 });
      await page.screenshot({ path: `${testInfo.outputDir}/${name}-${language}-320.png` });
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    }

    // The new address, pasted where the old one was.
    await alarm.getByRole('button', { name: words.setupAddress.copyLocal, exact: true }).click();
    const pasted = await page.evaluate(() => navigator.clipboard.readText());
    expect(portIn(pasted)).toBe(portIn(server.text('webhookUrl')));
    expect(portIn(pasted)).not.toBe(portIn(usual));
    own.lead(pasted);
    await askWindow(server.text('uiUrl'), 'retryTunnel', null);
    await expect(alarm).toHaveCount(0, { timeout: 20_000 });
    stranger.close();
  });
