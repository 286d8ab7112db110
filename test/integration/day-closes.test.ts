import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DayClose } from '../../src/shared/payment/day-close';
import { checkCloses, openCloseBook, type NewClose } from '../../src/core/day-close/close-book';
import { realDisk } from '../../src/core/storage/disk';
import { closingShop as shop, evening, today } from '../support/closing-shop';
import { printedText } from '../support/ticket-paper';
import { ticketPrinter } from '../support/ticket-printer';

describe('closing a day', () => {
  it('keeps its totals by method, helper and outcome, with cash, who and when', async () => {
    const { ledger, handlers, pay } = await shop();
    const first = await pay('a', { amountXof: 5_000 });
    await pay('b', { amountXof: 2_500, method: 'CARD' });
    await pay('c', { amountXof: 900, status: 'failed', event: 'transaction.failed' });
    await pay('d', { amountXof: null, status: 'check', doubts: ['amount-missing'] });
    await pay('e', { amountXof: 700, mode: 'sandbox' });
    const reversed = await pay('f', { amountXof: 1_000 });
    await pay('other day', { receivedAt: '2026-11-22T10:00:00.000Z' });
    await ledger.annotate(first.id, {
      field: 'claim',
      value: { kind: 'handed-over', by: 'Awa', at: '2026-11-23T10:01:00.000Z' },
    });
    await ledger.annotate(reversed.id, {
      field: 'verification',
      value: { kind: 'reversed', at: '2026-11-23T11:00:00.000Z' },
    });
    const close = await handlers.closeDay({ day: today, by: 'Koffi', countedCashXof: 12_000 });
    expect(close).toMatchObject({
      ...{ number: 1, day: today, by: 'Koffi', countedCashXof: 12_000, replaces: null, previousHash: '' },
      closedAt: new Date(evening).toISOString(),
      totals: {
        received: { count: 2, amountXof: 7_500 },
        byMethod: [
          { method: 'MOBILE_MONEY', count: 1, amountXof: 5_000 },
          { method: 'CARD', count: 1, amountXof: 2_500 },
        ],
        byHelper: [{ by: 'Awa', count: 1, amountXof: 5_000 }],
        notHandedOver: { count: 1, amountXof: 2_500 },
        reversed: { count: 1, amountXof: 1_000 },
        failed: { count: 1 },
        check: { count: 1 },
        tests: 1,
      },
    });
    expect((await ledger.day(today)).totalXof).toBe(close.totals.received.amountXof);
  });

  it('is refused a second time while nothing changed, also for two concurrent requests', async () => {
    const { handlers, pay } = await shop();
    await pay('a');
    const asked = { day: today, by: 'Awa', countedCashXof: null };
    const [one, other] = await Promise.allSettled([handlers.closeDay(asked), handlers.closeDay(asked)]);
    expect(one.status).toBe('fulfilled');
    expect(other).toMatchObject({ reason: { code: 'day-already-closed' } });
    expect((await handlers.getDayView({ day: today })).isOpen).toBe(false);
  });

  it('may be done again once something came, and says which close it replaces; both stay', async () => {
    const { handlers, pay, dataDir } = await shop();
    await pay('a');
    await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    await pay('late');
    expect((await handlers.getDayView({ day: today })).isOpen).toBe(true);
    expect(await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null })).toMatchObject({
      ...{ number: 2, replaces: 1, totals: { received: { count: 2 } } },
    });
    expect((await handlers.listDayCloses({ before: null })).map(({ number }) => number)).toEqual([2, 1]);
    expect(await checkCloses(realDisk, dataDir)).toEqual({ closes: 2, broken: [] });
  });

  it('carries the deaf periods that nobody checked, and changes once they are', async () => {
    const { ledger, handlers, pay } = await shop();
    await pay('a');
    const period = {
      ...({ id: 'd', cause: 'asleep', checked: null } as const),
      ...{ from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T12:30:00.000Z' },
    };
    await ledger.recordDeafPeriod(period);
    expect(await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null })).toMatchObject({
      deafPeriods: [period],
    });
    await ledger.recordDeafPeriod({ ...period, checked: { by: 'Awa', at: '2026-11-23T18:00:00.000Z' } });
    expect((await handlers.getDayView({ day: today })).isOpen).toBe(true);
  });

  it('is possible for past days, not for future ones; unclosed days since the first close are named', async () => {
    const { handlers, pay } = await shop();
    for (const day of ['18', '19', '20', '21'])
      await pay(day, { receivedAt: `2026-11-${day}T10:00:00.000Z` });
    expect(await handlers.closeDay({ day: '2026-11-19', by: 'Awa', countedCashXof: 0 })).toMatchObject({
      number: 1,
    });
    expect((await handlers.getDayView({ day: today })).forgottenDays).toEqual(['2026-11-20', '2026-11-21']);
    await expect(
      handlers.closeDay({ day: '2026-11-24', by: 'Awa', countedCashXof: null }),
    ).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });
});

describe('the chain of closes', () => {
  /** Three closes of one day, each after one payment more. */
  async function threeCloses(): Promise<string> {
    const { handlers, pay, dataDir } = await shop();
    for (const id of ['a', 'b', 'c']) {
      await pay(id);
      await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    }
    return dataDir;
  }
  const contentOf = ({
    number: _number,
    hash: _hash,
    previousHash: _previous,
    ...content
  }: DayClose): NewClose => content;
  const file = (dataDir: string, number: number): string => join(dataDir, 'closes', `00000${number}.json`);

  it('survives a restart and goes on with the next number', async () => {
    const dataDir = await threeCloses();
    const book = await openCloseBook(realDisk, dataDir);
    const [first, second, third] = book.closes();
    expect([second?.previousHash, third?.previousHash]).toEqual([first?.hash, second?.hash]);
    if (third === undefined) throw new Error('three were closed');
    expect(await book.add(contentOf(third))).toMatchObject({ number: 4, previousHash: third.hash });
    expect((await readdir(join(dataDir, 'closes'))).sort()).toHaveLength(4);
    expect(await checkCloses(realDisk, dataDir)).toEqual({ closes: 4, broken: [] });
  });

  it.each([
    ['an amount changed by hand', (text: string) => text.replace('"amountXof": 2000', '"amountXof": 9000')],
    ['another name', (text: string) => text.replace('"Awa"', '"Ali"')],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
  ])('tells of %s', async (_, change) => {
    const dataDir = await threeCloses();
    const before = await readFile(file(dataDir, 2), 'utf8');
    await writeFile(file(dataDir, 2), change(before));
    expect((await checkCloses(realDisk, dataDir)).broken).toEqual([2]);
  });

  it('shows what was changed as changed when the book is opened, and trusts what follows it', async () => {
    const dataDir = await threeCloses();
    const truth = (await openCloseBook(realDisk, dataDir)).closes();
    const before = await readFile(file(dataDir, 2), 'utf8');
    await writeFile(file(dataDir, 2), before.replace('"amountXof": 2000', '"amountXof": 9000'));
    const book = await openCloseBook(realDisk, dataDir);
    expect(book.closes().map(({ isChanged = false }) => isChanged)).toEqual([false, true, false]);
    expect(book.closes()[1]?.hash).not.toBe(truth[1]?.hash);
    // The next one still follows the last, and only the changed one is reported.
    const [first] = book.closes();
    if (first === undefined) throw new Error('three were closed');
    await book.add(contentOf(first));
    expect(await checkCloses(realDisk, dataDir)).toEqual({ closes: 4, broken: [2] });
  });

  it('reports one that was changed together with its hash, at the one that follows it', async () => {
    const dataDir = await threeCloses();
    const [first] = (await openCloseBook(realDisk, dataDir)).closes();
    if (first === undefined) throw new Error('three were closed');
    const { hash: _hash, ...content } = { ...first, by: 'Ali' };
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    await writeFile(file(dataDir, 1), JSON.stringify({ ...content, hash }));
    const book = await openCloseBook(realDisk, dataDir);
    expect(book.closes().map(({ isChanged = false }) => isChanged)).toEqual([false, true, false]);
  });

  it('reports one that is missing, and one put in its place', async () => {
    const dataDir = await threeCloses();
    await rm(file(dataDir, 1));
    expect((await checkCloses(realDisk, dataDir)).broken).toEqual([1]);
    await writeFile(file(dataDir, 1), await readFile(file(dataDir, 2)));
    expect((await checkCloses(realDisk, dataDir)).broken).toEqual([1, 2]);
  });

  it('never gives the number of an unreadable close again', async () => {
    const dataDir = await threeCloses();
    await writeFile(file(dataDir, 3), 'not a close');
    const book = await openCloseBook(realDisk, dataDir);
    const [first] = book.closes();
    if (first === undefined) throw new Error('it was closed');
    expect(await book.add(contentOf(first))).toMatchObject({ number: 4 });
    expect(await readFile(file(dataDir, 3), 'utf8')).toBe('not a close');
    expect((await checkCloses(realDisk, dataDir)).broken).toEqual([3]);
  });
});

describe('the ticket of a close', () => {
  it('prints untrusted text as text: none of it is a command to the printer', async () => {
    await using listening = await ticketPrinter();
    const { port, printed } = listening;
    const printer = { kind: 'network', host: '127.0.0.1', port } as const;
    const { handlers, pay } = await shop(undefined, { printer });
    await pay('a', { method: 'X\u001bp\u0000\u0019\u0019\u001dV\u0000\r\nTotal\u009b2J\u202e' });
    await handlers.closeDay({ day: today, by: 'Awa\u001b@\n', countedCashXof: null });
    await handlers.printDayClose({ number: 1 });
    const bytes = await printed;
    // A drawer is opened by ESC p; the paper is cut once, at the end.
    expect(bytes.includes('\u001bp')).toBe(false);
    expect(bytes.indexOf('\u001dV')).toBe(bytes.lastIndexOf('\u001dV'));
    expect(printedText(bytes).lines.filter((line) => /^ *Total\b(?! re)/.test(line))).toEqual([]);
  });

  it('of a close that was changed says so, and carries the fingerprint of what it prints', async () => {
    await using listening = await ticketPrinter();
    const { port, printed } = listening;
    const printer = { kind: 'network', host: '127.0.0.1', port } as const;
    const { dataDir, handlers, pay } = await shop(undefined, { printer });
    await pay('a', { amountXof: 12_000 });
    const { hash } = await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    const file = join(dataDir, 'closes', '000001.json');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('12000', '2000'));
    // The book was opened before: printing must read the disk again.
    await handlers.printDayClose({ number: 1 });
    const text = printedText(await printed).lines.join('\n');
    expect(text).toMatch(/Total reçu +2 000 F/);
    expect(text).toContain('MODIFIÉE');
    expect(text).not.toContain(hash.slice(0, 4).toUpperCase());
  });

  it.each([58, 80] as const)('prints on paper of %i mm, over the network', async (paperMm) => {
    await using listening = await ticketPrinter();
    const { port, printed } = listening;
    const printer = { kind: 'network', host: '127.0.0.1', port } as const;
    const { handlers, pay, ledger, clock } = await shop(undefined, {
      printer,
      paperMm,
      shopName: 'Chez Zoé & Fils',
    });
    await pay('a', { amountXof: 1_250_000 });
    await ledger.recordDeafPeriod({
      ...{ id: 'd', cause: 'asleep', checked: null },
      ...{ from: '2026-11-23T12:00:00.000Z', to: '2026-11-23T12:30:00.000Z' },
    });
    clock.advance(24 * 60 * 60_000);
    const { hash } = await handlers.closeDay({ day: today, by: 'Awa', countedCashXof: 4_500 });
    await handlers.printDayClose({ number: 1 });
    const paper = printedText(await printed);
    const width = paperMm === 58 ? 32 : 48;
    expect(Math.max(...paper.lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    const text = paper.lines.join('\n');
    expect(text).toContain('Chez Zoé & Fils');
    expect(text).toContain('Clôture n° 1');
    expect(text).toMatch(/Total reçu +1 250 000 F/);
    expect(text).toMatch(/Espèces comptées +4 500 F/);
    expect(text).toMatch(/Ensemble +1 254 500 F/);
    expect(text).toContain('INCOMPLÈTE');
    expect(text).toContain('clôturée après ce jour');
    expect(text).toContain('2026-11-23 13:00 > 13:30');
    expect(text.replace(/\s+/g, ' ')).toContain('Reçu de paiement, ne vaut pas facture normalisée');
    expect(text).toContain(hash.slice(0, 4).toUpperCase());
    expect(text).not.toContain('?');
    expect(paper.isCut).toBe(true);
  });

  it('says in plain words that there is no printer, or that it does not answer', async () => {
    const none = await shop();
    await none.pay('a');
    await none.handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    await expect(none.handlers.printDayClose({ number: 1 })).rejects.toMatchObject({
      code: 'printer-not-set',
    });
    const silent = await shop(undefined, { printer: { kind: 'network', host: '127.0.0.1', port: 1 } });
    await silent.pay('a');
    await silent.handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    await expect(silent.handlers.printDayClose({ number: 1 })).rejects.toMatchObject({
      code: 'printer-silent',
    });
  });
});
