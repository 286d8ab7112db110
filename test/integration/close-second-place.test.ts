import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCloses, openCloseBook } from '../../src/core/day-close/close-book';
import { closeFile, hashOfClose } from '../../src/core/day-close/close-files';
import { realDisk } from '../../src/core/storage/disk';
import type { DayClose } from '../../src/shared/payment/day-close';
import { closingShop, today } from '../support/closing-shop';

/** Three closes of one day, each after one payment more. */
async function threeCloses() {
  const shop = await closingShop();
  for (const id of ['a', 'b', 'c']) {
    await shop.pay(id);
    await shop.handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
  }
  return shop;
}

/** Another content under a hash that fits it, as somebody who knows the program would forge it. */
async function forge(dataDir: string, number: number, change: Partial<DayClose>): Promise<void> {
  const file = closeFile(dataDir, number);
  const close = JSON.parse(await readFile(file, 'utf8')) as DayClose; // as it was written just now
  const { hash: _hash, ...content } = { ...close, ...change };
  await writeFile(file, JSON.stringify({ ...content, hash: hashOfClose(content) }));
}

describe('what the ledger keeps of each close', () => {
  it.each([
    ['in its journal', () => Promise.resolve()],
    ['in its documents', (ledger: { close(): Promise<void> }) => ledger.close()],
  ])('tells of the last one forged together with its hash, %s', async (_, settle) => {
    const { dataDir, ledger } = await threeCloses();
    await settle(ledger);
    await forge(dataDir, 3, { by: 'Ali' });
    const shop = await closingShop((await copied(dataDir)).dataDir);
    expect((await checkCloses(realDisk, shop.dataDir, shop.ledger)).broken).toEqual([3]);
    const { closes } = await shop.handlers.getDayView({ day: today });
    expect(closes.map(({ isChanged = false }) => isChanged)).toEqual([false, false, true]);
  });

  it('shows that the last close was removed, and does not reuse its number', async () => {
    const { dataDir, ledger } = await threeCloses();
    await ledger.close();
    await rm(closeFile(dataDir, 3));
    const shop = await closingShop(dataDir);
    expect(await checkCloses(realDisk, dataDir, shop.ledger)).toEqual({ closes: 3, broken: [3] });
    expect((await shop.handlers.getDayView({ day: today })).missingCloses).toEqual([3]);
    const next = await shop.handlers.closeDay({ day: today, by: 'Awa', countedCashXof: null });
    expect(next.number).toBe(4);
    expect((await checkCloses(realDisk, dataDir, shop.ledger)).broken).toEqual([3]);
  });

  it('adds closes made before the ledger kept them', async () => {
    const { dataDir, ledger } = await threeCloses();
    await rm(join(dataDir, 'closes', '000003.json'));
    const alone = await openCloseBook(realDisk, dataDir);
    expect(alone.closes()).toHaveLength(2);
    await ledger.close();
    for (const name of ['db.json', 'journal'])
      await rm(join(dataDir, name), { recursive: true, force: true });
    const shop = await closingShop(dataDir);
    expect([...(await shop.ledger.closes()).keys()]).toEqual([1, 2]);
    expect((await checkCloses(realDisk, dataDir, shop.ledger)).broken).toEqual([]);
  });
});

describe('what a close keeps of its day’s payments', () => {
  it('still matches after later payments and verifications', async () => {
    const { dataDir, ledger, handlers, pay } = await threeCloses();
    const late = await pay('late');
    await ledger.annotate(late.id, {
      field: 'claim',
      value: { kind: 'handed-over', by: 'Awa', at: '2026-11-23T11:00:00.000Z' },
    });
    expect((await checkCloses(realDisk, dataDir, ledger)).broken).toEqual([]);
    const { closes } = await handlers.getDayView({ day: today });
    expect(closes.map(({ isOfOtherPayments = false }) => isOfOtherPayments)).toEqual([false, false, false]);
  });

  it('reports payments that are no longer those that were closed', async () => {
    const { dataDir, handlers } = await threeCloses();
    const [, second] = (await handlers.getDayView({ day: today })).closes;
    if (second?.payments === undefined) throw new Error('it was closed just now');
    await forge(dataDir, 2, { payments: { ...second.payments, sha256: '0'.repeat(64) } });
    const alone = await closingShop((await copied(dataDir)).dataDir);
    const { closes } = await alone.handlers.getDayView({ day: today });
    expect(closes.map(({ isOfOtherPayments = false }) => isOfOtherPayments)).toEqual([false, true, false]);
  });
});

describe('a close that differs from the daily copies', () => {
  it('is shown as changed, but not one that a restore has left behind', async () => {
    const { dataDir, ledger } = await threeCloses();
    const copy = join(dataDir, 'backups', '2026-11-23T19-00-00Z-daily');
    await mkdir(copy, { recursive: true });
    await cp(join(dataDir, 'closes'), join(copy, 'closes'), { recursive: true });
    await ledger.close();
    // The second place is forged too: what is left is the copy.
    await forge(dataDir, 3, { by: 'Ali' });
    for (const name of ['db.json', 'journal'])
      await rm(join(dataDir, name), { recursive: true, force: true });
    const shop = await closingShop(dataDir);
    expect((await checkCloses(realDisk, dataDir, shop.ledger)).broken).toEqual([3]);
    await mkdir(join(dataDir, 'before-restore-2026-11-23T20-00-00'));
    expect((await checkCloses(realDisk, dataDir, shop.ledger)).broken).toEqual([]);
  });
});

async function copied(dataDir: string): Promise<{ dataDir: string }> {
  const to = `${dataDir}-copy`;
  await cp(dataDir, to, { recursive: true, filter: (file) => !file.endsWith('.sock') });
  return { dataDir: to };
}
