import { expect, test } from '@playwright/test';
import { commandTexts } from '../../../src/shared/texts/command-texts';
import { BrowserShop } from '../support/browser-shop';
import { realNow } from '../../support/real-now';

test('missed payments are added by number and from a file: they do not ring and count once', async ({
  page,
}) => {
  await using shop = await BrowserShop.open(page);
  const { counter, payments, recovery, texts } = shop.window;
  const words = texts.recovery;
  await shop.pay('announced1', 1_000);
  await expect(counter.last).toContainText('1 000 F');
  // To the minute, and of today also just after midnight.
  const missed = shopTime(realNow());
  await shop.wasOffFor(2);

  await shop.window.open('recovery');
  await recovery.by.fill('Awa');
  await recovery.add('typed00001', '');
  await expect(recovery.byNumber.getByRole('status')).toHaveText(commandTexts.fr['amount-needed']);
  await recovery.add('typed00001', '700');
  await expect(recovery.byNumber.getByRole('status')).toHaveText(words.number.typed);
  await recovery.add('typed00001', '700');
  await expect(recovery.byNumber.getByRole('status')).toHaveText(words.number.known);

  // The first column looks like a transaction's number, and is the shop's own.
  const csv = [
    'Référence;N° de paiement;Montant;Date;Résultat',
    `FAC/1;announced1;1 000;${missed};Succès`,
    `FAC/2;missed0001;25 350 F CFA;${missed};Succès`,
    `FAC/3;missed0001;25 350 F CFA;${missed};Succès`,
    `FAC/4;refused001;500;${missed};Échec`,
  ].join('\r\n');
  await recovery.choose(csv);
  await expect(recovery.byFile).toContainText('transactions.csv');
  await expect(recovery.column('transactionId')).toHaveValue('Référence');
  // One was not received, whatever its number says.
  await expect(recovery.rows.filter({ hasText: words.fates.unreadable })).toHaveCount(3);
  await expect(recovery.take(0)).toBeDisabled();
  await recovery.column('transactionId').selectOption('N° de paiement');
  await expect(recovery.rows.filter({ hasText: 'missed0001' }).first()).toContainText(
    `${words.fates.new}, ${words.file.deaf}`,
  );
  await expect(recovery.rows.filter({ hasText: 'announced1' })).toContainText(words.fates.known);
  await expect(recovery.rows.filter({ hasText: 'refused001' })).toContainText(words.fates['not-received']);
  await recovery.take(1).click();
  await expect(recovery.byFile.getByRole('status')).toHaveText(words.taken(1, '25 350 F'));

  await page.reload();
  await shop.window.open('recovery');
  await recovery.choose(csv);
  await expect(recovery.column('transactionId')).toHaveValue('N° de paiement');
  await expect(recovery.rows.filter({ hasText: words.fates.new })).toHaveCount(0);
  await expect(recovery.rows.filter({ hasText: words.fates.known })).toHaveCount(3);

  await shop.window.goTo('payments');
  await expect(payments.rows.filter({ hasText: '25 350 F' })).toHaveCount(1);
  const typed = payments.rows.filter({ hasText: '700 F' });
  await expect(typed).toContainText(texts.payment.status.check);
  await expect(typed).toContainText(texts.payment.foundBadge);
  await typed.click();
  await expect(payments.detail).toContainText(`${texts.payment.found.typed('Awa')}, `);
  await expect(payments.detail).toContainText(texts.payment.doubts['typed-by-hand']);
  await payments.closeDetail.click();

  await shop.window.goTo('counter');
  await expect(counter.today).toContainText('26 350 F');
  await counter.enableSound.click();
  await shop.expectNothingPlayed();
  expect(shop.server.lines.filter(({ event }) => event === 'payment')).toEqual([]);
  // What was imported is announced after all: the bell is for that, the total has it already.
  await shop.pay('missed0001', 25_350);
  await shop.expectPlayed('success');
  await shop.pay('other00001', 50);
  await expect(counter.today).toContainText('26 400 F');
});

/** As a dashboard writes it, in Porto-Novo. */
function shopTime(at: number): string {
  const [day = '', time = ''] = new Date(at + 60 * 60_000).toISOString().split('T');
  return `${day.split('-').reverse().join('/')} ${time.slice(0, 5)}`;
}
