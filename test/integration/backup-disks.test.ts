import { execFile } from 'node:child_process';
import { mkdir, open, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { backupName } from '../../src/core/backup/backup-names';
import type { Fact } from '../../src/shared/state/fact';
import { openShop, pay, paymentsIn } from '../support/backup-shop';
import { fakeClock } from '../support/fake-clock';
import { mayMount, memoryDisk } from '../support/small-disk';
import { temporaryFolder } from '../support/temporary-folder';
import { dayMs } from '../../src/shared/calendar';

const lookMs = 10 * 60_000;
const mounts = await mayMount();
const run = promisify(execFile);

describe('a copy that fails', () => {
  it.skipIf(!mounts).each([
    ['too small a stick', 'size=1m'],
    // Says that it has room, then has none.
    ['a stick that takes no more files', 'size=64m,nr_inodes=8'],
  ])('leaves nothing on %s', async (_what, options) => {
    await using folder = await temporaryFolder();
    await using shop = await openShop(folder.path);
    const stick = await memoryDisk(options);
    await pay(shop.ledger, 'p1');
    await mkdir(join(folder.path, 'closes'));
    for (let file = 0; file < 10; file += 1)
      await writeFile(join(folder.path, 'closes', `${file}.json`), Buffer.alloc(256 * 1024));
    await expect(shop.backups.copyOut(stick.folder)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(stick.folder)).toEqual([]);
  });

  it.skipIf(!mounts)('because the stick is removed meanwhile leaves nothing in its place', async () => {
    await using folder = await temporaryFolder();
    await using shop = await openShop(folder.path);
    await pay(shop.ledger, 'p1');
    const stick = await memoryDisk('size=64m');
    // Comes first, and holds the copy up until somebody writes.
    const pipe = join(folder.path, '0-silent');
    await run('mkfifo', [pipe]);
    const told = expect(shop.backups.copyOut(stick.folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect.poll(() => readdir(stick.folder)).toHaveLength(1);
    await stick.pullOut();
    await (await open(pipe, 'r+')).close();
    await told;
    expect(await readdir(stick.folder)).toEqual([]);
  });

  it.skipIf(!mounts)('leaves room for payments, whatever the size of the data', async () => {
    const disk = await memoryDisk('size=220m');
    await using shop = await openShop(disk.folder);
    await pay(shop.ledger, 'p1');
    expect((await shop.backups.make('by-hand')).reason).toBe('by-hand');
    await writeFile(join(disk.folder, 'ballast'), Buffer.alloc(12 * 1024 * 1024));
    const before = await shop.backups.list();
    await expect(shop.backups.make('daily')).rejects.toMatchObject({ code: 'ENOSPC' });
    expect([await shop.backups.list(), (await readdir(join(disk.folder, 'backups'))).length]).toEqual([
      before,
      1,
    ]);
  });

  it('raises a notice once a day after two days without a copy, also after a restart, until one is made', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const told: string[] = [];
    const dispatch = ({ kind }: Fact): void => void told.push(kind);
    const failed: string[] = [];
    const log = (line: string): void => void failed.push(line);
    const nextLook = async (afterMs: number): Promise<void> => {
      const before = failed.length;
      clock.advance(afterMs);
      await expect.poll(() => failed.length).toBeGreaterThan(before);
    };
    {
      await using shop = await openShop(folder.path, clock, { dispatch, log });
      clock.advance(61_000);
      await expect.poll(() => shop.dailies()).toHaveLength(1);
      await symlink('closes', join(folder.path, 'closes')); // leads to itself: cannot be read
      await nextLook(dayMs);
      expect(told).toEqual(['notice-dismissed']);
      await nextLook(dayMs);
      await nextLook(lookMs);
      expect(told).toEqual(['notice-dismissed', 'noticed']);
    }
    await using shop = await openShop(folder.path, clock, { dispatch, log });
    await nextLook(61_000);
    expect(told).toEqual(['notice-dismissed', 'noticed', 'noticed']);
    await rm(join(folder.path, 'closes'));
    clock.advance(lookMs);
    await expect.poll(() => told).toEqual(['notice-dismissed', 'noticed', 'noticed', 'notice-dismissed']);
    expect(await shop.dailies()).toHaveLength(2);
  });

  it('is removed by the next copy if it was interrupted, and nothing else is', async () => {
    await using folder = await temporaryFolder();
    await using stick = await temporaryFolder();
    await using shop = await openShop(folder.path);
    await pay(shop.ledger, 'p1');
    await mkdir(join(folder.path, 'backups', '2026-11-20T10-00-00Z-daily.new', 'journal'), {
      recursive: true,
    });
    await mkdir(join(stick.path, 'Comptoir-2026-11-20T10-00-00Z-by-hand.new', 'journal'), {
      recursive: true,
    });
    await mkdir(join(stick.path, 'Photos.new'));
    const { name } = await shop.backups.make('daily');
    const copied = await shop.backups.copyOut(stick.path);
    expect(await readdir(join(folder.path, 'backups'))).toEqual([name]);
    expect((await readdir(stick.path)).sort()).toEqual([copied, 'Photos.new']);
    expect(await paymentsIn(join(stick.path, copied))).toEqual(['p1']);
  });
});

describe('a fresh copy that somebody holds', () => {
  it.skipIf(!mounts)('gets its name once they let go', async () => {
    await using folder = await temporaryFolder();
    await using shop = await openShop(folder.path);
    await pay(shop.ledger, 'p1');
    const name = backupName('by-hand', shop.clock.now());
    const copy = join(folder.path, 'backups', name);
    await mkdir(copy, { recursive: true });
    // As a scanner does on Windows: a rename fails with EBUSY.
    await run('mount', ['-t', 'tmpfs', 'comptoir', copy]);
    const making = shop.backups.make('by-hand').finally(() => run('umount', [copy]).catch(() => undefined));
    await expect.poll(() => readdir(`${copy}.new`).catch(() => [])).toContain('format.json');
    await run('umount', [copy]);
    await making;
    expect(await paymentsIn(copy)).toEqual(['p1']);
  });
});

describe('stopping', () => {
  it.skipIf(process.platform === 'win32').each(['make', 'copyOut'] as const)(
    'does not wait for a copy that hangs: %s',
    async (how) => {
      await using folder = await temporaryFolder();
      await using stick = await temporaryFolder();
      const shop = await openShop(folder.path);
      await pay(shop.ledger, 'p1');
      // Reading it never ends, as on a stick that was pulled out.
      const pipe = join(folder.path, 'silent');
      await run('mkfifo', [pipe]);
      const copying = how === 'make' ? shop.backups.make('by-hand') : shop.backups.copyOut(stick.path);
      const told = expect(copying).rejects.toThrow();
      const place = how === 'make' ? join(folder.path, 'backups') : stick.path;
      const partial = async () =>
        (await readdir(place).catch(() => [])).find((name) => name.endsWith('.new'));
      const copied = async () => readdir(join(place, (await partial()) ?? ''));
      await expect.poll(copied).toContain('journal');
      await shop[Symbol.asyncDispose]();
      await told;
      // The disk answers after all: what was begun goes.
      await (await open(pipe, 'r+')).close();
      await expect.poll(partial).toBeUndefined();
    },
  );
});
