import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { boundTo, theProgram } from '../../src/core/access/caller';
import { createReach } from '../../src/core/access/reach';
import { createReportHandlers } from '../../src/core/report/report-handlers';
import { exportFile } from '../../src/core/export/export';
import type { ExportFormat } from '../../src/shared/payment/export';
import { openLedger } from '../../src/core/ledger/open-ledger';
import type { Ledger } from '../../src/core/ledger/ledger';
import { closingShop, evening, today } from '../support/closing-shop';
import { fakeClock } from '../support/fake-clock';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder } from '../support/ledger-folder';
import { printedText } from '../support/ticket-paper';
import { ticketPrinter } from '../support/ticket-printer';
import { workbookIn } from '../support/workbook';

const yesterday = '2026-11-22';

/** Three payments of 12,500 F were yesterday's, one of them and one of today's are in no file any more. */
async function damagedShop(port = 1) {
  const before = await closingShop();
  for (const id of ['a', 'b', 'c'])
    await before.pay(id, { receivedAt: '2026-11-22T10:00:00.000Z', amountXof: 12_500 });
  await before.pay('d', { amountXof: 700 });
  await before.ledger.close();
  const document = join(before.dataDir, 'events', '2026-11', `${yesterday}.json`);
  const lines = (await readFile(document, 'utf8')).split('\n');
  await writeFile(document, lines.filter((line) => !line.includes('"transactionId":"b"')).join('\n'));
  const printer = { kind: 'network', host: '127.0.0.1', port } as const;
  const shop = await closingShop(before.dataDir, { printer });
  await shop.ledger.scrub('');
  return shop;
}

async function exported(ledger: Ledger, format: ExportFormat, from?: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const file = exportFile(
    {
      ...{ ledger, language: 'fr', utcOffsetMinutes: 60, exportedAt: new Date(evening).toISOString() },
      onProgress: () => undefined,
    },
    { format, payers: 'whole', ...(from !== undefined && { from }) },
  );
  for await (const chunk of file) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe('a payment that was received and is lost', () => {
  it('is a doubt on its day: view, report of the day and of the month, and close; not on another', async () => {
    const { ledger, settings, handlers } = await damagedShop();
    const missing = { count: 1, amountXof: 12_500 };
    const reach = createReach({ now: () => evening, today: () => today });
    const fail = (code: string): never => {
      throw new Error(code);
    };
    const { getReport } = boundTo(createReportHandlers(ledger, settings, { reach, fail }), theProgram);
    expect((await handlers.getDayView({ day: yesterday })).report.missing).toEqual(missing);
    expect((await handlers.getDayView({ day: today })).report.missing).toBeUndefined();
    expect((await getReport({ from: yesterday, to: yesterday })).missing).toEqual(missing);
    expect((await getReport({ from: '2026-11-01', to: today })).missing).toEqual(missing);
    expect((await getReport({ from: today, to: today })).missing).toBeUndefined();
    const close = await handlers.closeDay({ day: yesterday, by: 'Awa', countedCashXof: null });
    expect(close).toMatchObject({ missing, totals: { received: { count: 2, amountXof: 25_000 } } });
  });

  it('stays one after a person has read of it, and changes the day where it is found later', async () => {
    const { ledger, handlers, pay } = await damagedShop();
    await ledger.missingSeen();
    expect(await ledger.missing()).toBeNull();
    expect((await handlers.getDayView({ day: yesterday })).report.missing?.count).toBe(1);
    await pay('e');
    await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    expect((await handlers.getDayView({ day: today })).isOpen).toBe(false);
  });

  it('stands in every export of its day, and in none of another', async () => {
    const { ledger } = await damagedShop();
    const csv = (await exported(ledger, 'csv')).toString();
    expect(csv).toContain('Manquant;');
    expect(csv).toMatch(/Il manque 1 paiement, 12\s500\sF au moins\./);
    const json: unknown = JSON.parse((await exported(ledger, 'json')).toString());
    expect(json).toMatchObject({ missing: { count: 1, amountXof: 12_500 } });
    const book = Object.values(workbookIn(await exported(ledger, 'xlsx'))).join('');
    expect(book).toContain('Paiements perdus, au moins');
    expect((await exported(ledger, 'csv', today)).toString()).not.toContain('Manquant');
  });

  it('is on the ticket of the close, which calls itself incomplete', async () => {
    await using listening = await ticketPrinter();
    const { handlers } = await damagedShop(listening.port);
    await handlers.closeDay({ day: yesterday, by: 'Awa', countedCashXof: null });
    await handlers.printDayClose({ number: 1 });
    const text = printedText(await listening.printed)
      .lines.join(' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('INCOMPLÈTE : Il manque 1 paiement, 12 500 F au moins.');
  });

  it('known only from the last sign of life counts on that day', async () => {
    const dataDir = await dataFolder();
    const open = async (expected: { seq: number; ever: number; at: string } | null): Promise<Ledger> => {
      const { ledger } = await openLedger({
        ...{
          dataDir,
          expected: () => Promise.resolve(expected),
          clock: fakeClock(evening),
          utcOffsetMinutes: () => 60,
        },
        log: () => undefined,
      });
      onTestFinished(() => ledger.close());
      return ledger;
    };
    const before = await open(null);
    await before.append(receivedEvent({ transactionId: 'a' }));
    const trace = { ...before.trace(), at: '2026-11-22T23:30:00.000Z' };
    await before.close();
    for (const name of ['db.json', 'events']) await rm(join(dataDir, name), { recursive: true });
    const after = await open(trace);
    expect(await after.missing(today)).toEqual({ count: 1, amountXof: null });
    expect(await after.missing(yesterday)).toBeNull();
    expect(await after.missing('', '9999-12-31')).toEqual({ count: 1, amountXof: null });
  });
});

describe('a silence with unknown ends', () => {
  it('says so in the exports and on the ticket', async () => {
    await using listening = await ticketPrinter();
    const printer = { kind: 'network', host: '127.0.0.1', port: listening.port } as const;
    const { ledger, handlers, pay } = await closingShop(undefined, { printer });
    await pay('a');
    await ledger.recordDeafPeriod({
      ...({ id: 'd', cause: 'app-stopped', checked: null, since: 'at-least', until: 'unknown' } as const),
      ...{ from: '2026-11-23T12:00:00.000Z', to: null },
    });
    expect((await exported(ledger, 'csv')).toString()).toContain(
      'Des paiements peuvent manquer au moins depuis, jusqu’à une heure inconnue',
    );
    const book = Object.values(workbookIn(await exported(ledger, 'xlsx'))).join('');
    expect(book).toContain('au moins depuis cette heure');
    expect(book).toContain('fin inconnue');
    await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    await handlers.printDayClose({ number: 1 });
    const text = printedText(await listening.printed)
      .lines.join(' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('au moins 2026-11-23 13:00 > fin inconnue');
  });
});
