import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { comptoir } from '../../support/headless-process';
import { printedText } from '../../support/ticket-paper';
import { ticketPrinter } from '../../support/ticket-printer';
import { BrowserShop } from '../support/browser-shop';

test('a day is closed twice: incomplete, printed, then complete; a byte changed in the first is found', async ({
  page,
}) => {
  await using printer = await ticketPrinter();
  await using shop = await BrowserShop.open(page);
  const { settings, day, texts } = shop.window;
  const { closes, close, deaf } = texts.day;
  await shop.pay('received01', 1_250_000);
  await shop.wasOffFor(2);
  await shop.window.goTo('settings');
  await settings.useNetworkPrinter('127.0.0.1', printer.port);
  await expect(settings.saved).toBeVisible();

  await shop.window.open('day');
  await expect(day.received).toContainText('1 250 000 F');
  await expect(day.silence).toContainText(deaf.unchecked);
  await expect(day.silence).toContainText(deaf.closeIncomplete);
  await day.askToClose('Awa', '4 500');
  await expect(day.sure).toContainText(close.sureBody(true));
  await day.confirm();
  await expect(day.closes).toHaveCount(1);
  for (const said of [closes.number(1), closes.incomplete, `${closes.cash} : 4 500 F`, '1 250 000 F'])
    await expect(day.closes).toContainText(said);
  await expect(page.getByText(close.nothingNew, { exact: true })).toBeVisible();

  await day.print(1);
  await expect(page.getByText(closes.printed, { exact: true })).toBeVisible();
  const paper = printedText(await printer.printed);
  const ticket = paper.lines.join('\n');
  expect(ticket).toContain('Clôture n° 1');
  expect(ticket).toMatch(/^Total reçu +1 250 000 F$/m);
  expect(ticket).toMatch(/^Espèces comptées +4 500 F$/m);
  expect(ticket).toContain('INCOMPLÈTE');
  expect(ticket.replace(/\s+/g, ' ')).toContain('ne vaut pas facture normalisée');
  expect(ticket).not.toMatch(/[\u00a0\u202f?]/);
  expect(paper.isCut).toBe(true);

  await day.check('Awa');
  await expect(day.silence).not.toContainText(deaf.unchecked);
  await day.askToClose('Koffi');
  await expect(day.sure).toContainText(close.sureBody(false));
  await day.confirm();
  await expect(day.closes).toHaveCount(2);
  for (const said of [closes.number(2), closes.complete, closes.replaces(1), 'par Koffi'])
    await expect(day.closes.first()).toContainText(said);
  await expect(day.closes.last()).toContainText(closes.incomplete);

  const file = (number: number): string => join(shop.folder, 'closes', `00000${number}.json`);
  const first = await readFile(file(1), 'utf8');
  const { hash } = JSON.parse(first) as { hash: string }; // what Comptoir wrote
  expect(JSON.parse(await readFile(file(2), 'utf8'))).toMatchObject({ number: 2, previousHash: hash });
  const check = () => comptoir(['check', '--data', shop.folder, '--json']);
  expect(await check()).toMatchObject({ code: 0, lines: [{ payments: 1, damaged: 0 }] });
  const handle = await open(file(1), 'r+');
  await handle.write('9', first.indexOf('1250000'));
  await handle.close();
  const afterwards = await check();
  expect(afterwards).toMatchObject({ code: 1, lines: [{ payments: 1, damaged: 1 }] });
  expect(afterwards.stderr).toMatch(/day closes .*: 1$/m);
});
