import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupName } from '../../src/core/backup/backup-names';
import type { Notice } from '../../src/shared/state/notice';
import { openShop, pay } from '../support/backup-shop';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { dayMs } from '../../src/shared/calendar';

const firstLookMs = 61_000;

/** Two payments in documents, and the copy of that day; then the documents are gone. */
async function shopThatLost(dataDir: string, clock: ReturnType<typeof fakeClock>): Promise<string> {
  {
    await using shop = await openShop(dataDir, clock);
    await pay(shop.ledger, 'p1');
    await pay(shop.ledger, 'p2');
  }
  await using shop = await openShop(dataDir, clock);
  const { name } = await shop.backups.make('daily');
  await rm(join(dataDir, 'events'), { recursive: true });
  return name;
}

describe('payments that only a copy holds', () => {
  it('keep that copy, and are told once with the next one', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const older = backupName('daily', clock.now() - dayMs);
    await mkdir(join(folder.path, 'backups', older), { recursive: true });
    const last = await shopThatLost(folder.path, clock);
    const notices: Notice[] = [];
    await using shop = await openShop(folder.path, clock, { notify: (notice) => notices.push(notice) });
    await pay(shop.ledger, 'p3');
    for (let day = 1; day <= 20; day += 1) {
      clock.advance(dayMs);
      await shop.backups.make('daily');
    }
    const names = (await shop.dailies()).map(({ name }) => name);
    expect(names).toHaveLength(15);
    expect(names.at(-1)).toBe(last);
    expect(names).not.toContain(older);
    expect(notices).toEqual([{ kind: 'copy-holds-less' }]);
    expect(await shop.backups.preview(last)).toMatchObject({ payments: 2, damaged: 0 });
  });

  it('keep no copy once a newer one holds them too', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const first = await shopThatLost(folder.path, clock);
    await using shop = await openShop(folder.path, clock);
    const newer = join(folder.path, 'backups', backupName('by-hand', clock.now() + dayMs));
    await mkdir(newer);
    await writeFile(join(newer, 'copy.json'), '{"payments":2}');
    for (let day = 2; day <= 16; day += 1) {
      clock.advance(dayMs);
      await shop.backups.make('daily');
    }
    const names = (await shop.dailies()).map(({ name }) => name);
    expect(names).toHaveLength(14);
    expect(names).not.toContain(first);
  });

  it('raise no notice after a restore of an earlier copy, nor where no payment is missing', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const notices: Notice[] = [];
    const open = () => openShop(folder.path, clock, { notify: (notice) => notices.push(notice) });
    {
      await using shop = await open();
      await pay(shop.ledger, 'p1');
      const { name } = await shop.backups.make('daily');
      await pay(shop.ledger, 'p2');
      clock.advance(dayMs);
      await shop.backups.make('daily');
      clock.advance(60_000);
      expect(await shop.backups.restore(name)).toBe(true);
    }
    await using shop = await open();
    clock.advance(dayMs);
    await shop.backups.make('daily');
    expect(notices).toEqual([]);
  });
});

it('a copy that lost payments together with their index counts as damaged', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  const name = await shopThatLost(folder.path, clock);
  const copy = join(folder.path, 'backups', name);
  expect(await readFile(join(copy, 'copy.json'), 'utf8')).toBe('{"payments":2}\n');
  for (const lost of ['events', 'db.json', 'journal', 'keys.bin'])
    await rm(join(copy, lost), { recursive: true, force: true });
  await using shop = await openShop(folder.path, clock);
  expect(await shop.backups.preview(name)).toMatchObject({ payments: 0, damaged: 2 });
});

it('the window says it until a person has read it, over restarts', async () => {
  await using folder = await temporaryFolder();
  const clock = fakeClock();
  await shopThatLost(folder.path, clock);
  const isSaid = ({ state }: Awaited<ReturnType<typeof openComptoir>>): boolean =>
    state().notices.some(({ kind }) => kind === 'copy-holds-less');
  {
    clock.advance(dayMs);
    await using shop = await openComptoir(folder.path, { clock });
    clock.advance(firstLookMs);
    await expect.poll(() => isSaid(shop)).toBe(true);
  }
  await using shop = await openComptoir(folder.path, { clock });
  expect(isSaid(shop)).toBe(true);
  await shop.handlers.dismissNotice({ kind: 'copy-holds-less' });
  expect(isSaid(shop)).toBe(false);
});
