import { expect, test } from '@playwright/test';
import { kkiapayServer, statusBody, testKeys } from '../../support/kkiapay-server';
import { BrowserShop } from '../support/browser-shop';

test('an announced payment is verified with the shop’s keys; the close finds it reversed after it was handed over', async ({
  page,
}) => {
  await using api = await kkiapayServer();
  await using shop = await BrowserShop.open(page, { COMPTOIR_PROVIDER_ADDR: `127.0.0.1:${api.port}` });
  const { settings, counter, payments, day, texts } = shop.window;
  const words = texts.recovery.keys;

  await shop.window.goTo('settings');
  await settings.addHelper('Awa');
  await settings.saveKeys(testKeys);
  await expect(settings.keys.getByRole('status')).toContainText(words.saved);
  await page.reload();
  await expect(settings.keys.getByRole('status')).toContainText(words.saved);
  for (const field of await settings.keys.locator('input[type=password]').all())
    await expect(field).toHaveValue('');
  for (const key of Object.values(testKeys)) expect(await page.content()).not.toContain(key);

  await shop.window.goTo('counter');
  await page.getByRole('radio', { name: 'Awa', exact: true }).check();
  await shop.window.goTo('counter');
  await counter.enableSound.click();
  await shop.pay('reversed01', 1_000, { account: '22997000042' });
  await shop.expectPlayed('success');
  await shop.window.goTo('payments');
  await payments.rows.first().click();
  await expect(payments.detail).toContainText(texts.payments.detail.verification.verified);
  expect(api.questions).toMatchObject([
    {
      ...{ mode: 'live', path: '/api/v1/transactions/status', body: { transactionId: 'reversed01' } },
      headers: {
        'x-api-key': testKeys.publicKey,
        'x-private-key': testKeys.privateKey,
        'x-secret-key': testKeys.secretKey,
      },
    },
  ]);
  await payments.detail.getByRole('button', { name: texts.claim.handOver, exact: true }).click();
  await expect(payments.detail).toContainText(/Servi .* par Awa/);

  api.behave(() => ({ body: statusBody({ status: 'REVERTED' }) }));
  await shop.forgetPlayed();
  await shop.window.open('day');
  await expect(day.received).toContainText('1 000 F');
  await day.askToClose('Awa');
  await day.confirm();
  await shop.expectPlayed('reversal');
  await expect(day.closes).toHaveCount(1);
  await expect(day.closes).toContainText(texts.day.closes.number(1));
  await expect(day.received).toContainText(/^Reçu0 F/);
  await expect(page.getByRole('row', { name: texts.day.money.reversed, exact: false })).toContainText(
    '1 000 F',
  );

  await shop.window.goTo('payments');
  await expect(payments.rows.first()).toContainText(texts.payment.reversed.word);
  await expect(payments.rows.first()).toContainText(/Servi .* par Awa/);
  await payments.rows.first().click();
  await expect(payments.detail).toContainText(texts.payments.detail.verification.reversed);
  await expect(payments.detail).toContainText(texts.payment.reversed.sentence);
  await expect(payments.detail).toContainText(/Marchandise.*Servi .* par Awa/);
  await expect(payments.detail.getByRole('button', { name: texts.claim.handOver, exact: true })).toHaveCount(
    0,
  );
});
