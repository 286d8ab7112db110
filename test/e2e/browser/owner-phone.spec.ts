import { expect, test, type Page } from '@playwright/test';
import { ShopWindow } from '../screens/shop-window';
import { phoneTexts } from '../../../src/shared/texts/phone-texts';
import { phoneRelay, phoneShop, type PhoneRelay } from '../../support/phone-shop';
import { hasPostgres, postgresCluster, type Cluster } from '../../support/postgres-cluster';
import { checkPage } from '../support/check-page';

const { fr, en } = phoneTexts;

let cluster: Cluster;
test.skip(!hasPostgres, 'no PostgreSQL here: apt-get install postgresql');
test.beforeAll(async () => {
  if (hasPostgres) cluster = await postgresCluster();
});
test.afterAll(async () => {
  if (hasPostgres) await cluster[Symbol.asyncDispose]();
});
test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR' });

/** As after a moment behind another page: it asks at once. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

test('two shops on one phone: paid, silent, without a network, and taken out', async ({ page }) => {
  test.setTimeout(120_000);
  await using relay = await phoneRelay(cluster);
  await using awa = await phoneShop(relay, 'Chez Awa');
  await using koffi = await phoneShop(relay, 'Chez Koffi');
  await awa.pay('before the phone');

  await page.goto(await awa.offer('Téléphone d’Awa'));
  await expect(page.getByText(fr.received(1), { exact: true }).first()).toBeVisible();
  await expect(page).toHaveURL(`${relay.url}/p/`);
  await awa.pay('as it looks on');
  await expect(page.locator('.amount').first()).toHaveText('1 000 F');
  // What only the counter knows comes by the same log.
  await awa.handOver('as it looks on', 'Awa');
  await expect(page.locator('.card.tone-claimed')).toContainText('Awa');

  await page.goto(await koffi.offer('Le même'));
  await koffi.pay('at the other shop');
  await expect(page.locator('.amount').first()).toHaveText('1 500 F');
  await page
    .getByRole('button', { name: /Chez Koffi/ })
    .first()
    .click();
  await expect(page.locator('.amount').first()).toHaveText('500 F');
  await page.getByRole('button', { name: fr.allShops, exact: true }).click();

  await koffi.stop();
  await relay.silenceCounters(5);
  await lookAgain(page);
  await expect(page.getByText(/Chez Koffi\s: le comptoir ne répond plus depuis \d\d:\d\d/)).toBeVisible();

  // Without its relay the page opens all the same, and says of when it is.
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state))
    .toBe('activated');
  await relay.stop();
  await page.reload();
  await expect(page.getByText(/Plus de liaison avec le relais depuis \d\d:\d\d/).first()).toBeVisible();
  await expect(page.locator('.amount').first()).toHaveText('1 500 F');
  await relay.startAgain();
  await lookAgain(page);
  await expect(page.getByText(/Plus de liaison/)).toHaveCount(0);

  await awa.removePhone('Téléphone d’Awa');
  await expect(page.getByText(fr.removed('Chez Awa'), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: fr.understood, exact: true }).click();
  await expect(page.locator('.amount').first()).toHaveText('500 F');
  await page.getByRole('button', { name: fr.leaveShop('Chez Koffi'), exact: true }).click();
  await page.getByRole('button', { name: fr.leaveSure, exact: true }).click();
  await expect(page.getByText(fr.start.lead, { exact: true })).toBeVisible();
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('comptoir-phone');
        opening.onsuccess = () => {
          const step = opening.result.transaction(['shops', 'payments']);
          const counts = ['shops', 'payments'].map((name) => step.objectStore(name).count());
          step.oncomplete = () => resolve(counts.map(({ result }) => result));
        };
      }),
  );
  expect(kept).toEqual([0, 0]);
});

test('can be installed, and its service worker says what a push is about', async ({ page, context }) => {
  await using relay = await phoneRelay(cluster);
  await using awa = await phoneShop(relay, 'Chez Awa');
  await context.grantPermissions(['notifications'], { origin: relay.url });
  const chrome = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    chrome.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await chrome.send('ServiceWorker.enable');
  await page.goto(await awa.offer('Téléphone d’Awa'));
  await expect(page.getByText(fr.noPayments, { exact: true })).toBeVisible();
  const { errors, data } = await chrome.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Comptoir', display: 'standalone', scope: '/p/' });
  const { installabilityErrors } = await chrome.send('Page.getInstallabilityErrors');
  // The only obstacle here is the test's own private window.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state))
    .toBe('activated');
  const shown = () =>
    page.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => [
        title,
        body,
      ]),
    );
  const push = async (told: object): Promise<void> => {
    const [registrationId, text] = [await registered, JSON.stringify(told)];
    await chrome.send('ServiceWorker.deliverPushMessage', { origin: relay.url, registrationId, data: text });
  };
  await push({ kind: 'uncollected', shop: 1, since: '2026-11-23T10:02:00.000Z' });
  await expect.poll(shown).toEqual([['Chez Awa', fr.push.uncollected('2026-11-23 11:02')]]);
  await push({ kind: 'counter-silent', shop: 99, since: '2026-11-23T10:02:00.000Z' });
  await expect.poll(shown).toContainEqual([fr.unnamedShop, fr.push.counterSilent('2026-11-23 10:02')]);
  await push({ kind: 'of a later version' });
  await expect.poll(shown).toContainEqual([fr.unnamedShop, fr.push.other]);
});

test('the counter shows a code, lists the phone that comes, and takes it out', async ({
  page,
  context,
}, testInfo) => {
  await using relay = await phoneRelay(cluster);
  await using awa = await phoneShop(relay, 'Chez Awa');
  const counter = await context.newPage();
  await counter.setViewportSize({ width: 1000, height: 900 });
  const window = new ShopWindow(counter);
  const words = window.texts.phonesSettings;
  await counter.goto(awa.uiUrl);
  await window.setup.later.click();
  await window.goTo('settings');
  await window.settings.open(words.title);
  await expect(counter.getByText(words.none, { exact: true })).toBeVisible();
  await counter.getByLabel(words.name).fill('Téléphone d’Awa');
  await counter.getByRole('button', { name: words.show, exact: true }).click();
  await expect(counter.getByRole('img', { name: 'QR', exact: true })).toBeVisible();
  await counter.screenshot({ path: `${testInfo.outputDir}/counter-offer.png` });
  await counter.getByRole('button', { name: words.cancel, exact: true }).click();
  await expect(counter.getByRole('img', { name: 'QR', exact: true })).toBeHidden();

  await page.goto(await awa.offer('Téléphone d’Awa'));
  await expect(page.getByText(fr.noPayments, { exact: true })).toBeVisible();
  await counter.reload();
  await expect(counter.locator('.phone-line')).toContainText('Téléphone d’Awa');
  await counter.screenshot({ path: `${testInfo.outputDir}/counter-phones.png` });
  await counter.getByRole('button', { name: words.remove, exact: true }).click();
  await counter.getByRole('dialog').getByRole('button', { name: words.remove, exact: true }).click();
  await expect(counter.getByText(words.none, { exact: true })).toBeVisible();
  await expect(page.getByText(fr.removed('Chez Awa'), { exact: true })).toBeVisible();
});

for (const [locale, texts] of [
  ['fr-FR', fr],
  ['en-GB', en],
] as const)
  test.describe(locale, () => {
    test.use({ locale });
    test('is accessible and fits 320 pixels, empty and with a shop', async ({ page }, testInfo) => {
      await using relay = await phoneRelay(cluster);
      await page.goto(`${relay.url}/p`);
      await expect(page.getByText(texts.start.lead, { exact: true })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
      await checkPage(page, `${locale}-empty`, testInfo.outputDir);
      await fillPage(page, relay);
      await checkPage(page, `${locale}-shop`, testInfo.outputDir);
    });
  });

async function fillPage(page: Page, relay: PhoneRelay): Promise<void> {
  await using awa = await phoneShop(relay, 'Chez Awa');
  await using koffi = await phoneShop(relay, 'Chez Koffi');
  for (const id of ['one', 'two', 'three']) await awa.pay(id);
  await koffi.pay('four');
  await page.goto(await awa.offer('Téléphone'));
  await expect(page.locator('.amount').first()).toHaveText(/1.500 F/);
  await page.goto(await koffi.offer('Téléphone'));
  await relay.silenceCounters(5);
  await lookAgain(page);
  await expect(page.locator('.amount').first()).toHaveText(/2.000 F/);
}
