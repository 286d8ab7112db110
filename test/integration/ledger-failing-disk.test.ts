import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { realDisk, type Disk, type DiskFile } from '../../src/core/storage/disk';
import { NewerLedgerFormat } from '../../src/core/ledger/format';
import type { Ledger } from '../../src/core/ledger/ledger';
import { usualLimits } from '../../src/core/ledger/limits';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { fakeClock } from '../support/fake-clock';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, open, openedLedger, openedReader } from '../support/ledger-folder';
import { randomFrom } from '../support/simulated-disk';

type Operation = 'create' | 'write' | 'flush' | 'rename' | 'read';

function injected(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`${code}: injected`), { code }));
}

/** Real files, on which an operation fails as long as a test says so. */
function failingDisk(): Disk & { fail: (operation: Operation, code: string) => void; heal: () => void } {
  let failing: { operation: Operation; code: string } | null = null;
  const attempt = <T>(operation: Operation, work: () => Promise<T>): Promise<T> =>
    failing?.operation === operation ? injected(failing.code) : work();
  const wrap = (file: DiskFile): DiskFile => ({
    ...file,
    writeThrough: (bytes, at) =>
      attempt('write', async () => {
        await file.writeThrough(bytes, at);
        await attempt('flush', () => Promise.resolve());
      }),
  });
  return {
    ...realDisk,
    create: (file) => attempt('create', async () => wrap(await realDisk.create(file))),
    rename: (from, to) => attempt('rename', () => realDisk.rename(from, to)),
    fail: (operation, code) => (failing = { operation, code }),
    heal: () => (failing = null),
  };
}

describe('a disk that fails', () => {
  it.each([
    ['create', 'EMFILE', 'failing'],
    ['create', 'EROFS', 'read-only'],
    ['create', 'EACCES', 'read-only'],
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'EDQUOT', 'disk-full'],
    ['write', 'EIO', 'failing'],
    ['flush', 'EIO', 'failing'],
    ['flush', 'EDQUOT', 'disk-full'],
    ['flush', 'ENOSPC', 'disk-full'],
  ] as const)('with %s %s refuses at once and goes on by itself', async (operation, code, reason) => {
    const folder = await dataFolder();
    const disk = failingDisk();
    const clock = fakeClock();
    const { ledger } = await openLedger({
      ...{ dataDir: folder, disk, clock, utcOffsetMinutes: () => 60, log: () => undefined },
    });
    onTestFinished(() => ledger.close());
    // What fails first is the first segment; what fails later is one that was written to.
    if (operation !== 'create') await ledger.append(receivedEvent({ transactionId: 'before' }));
    disk.fail(operation, code);
    await expect(ledger.append(receivedEvent({ transactionId: 'refused' }))).rejects.toMatchObject({
      reason,
    });
    expect(ledger.state()).toEqual({ kind: 'refusing', reason });
    disk.heal();
    const ready = new Promise<void>((resolve) =>
      ledger.onState(({ kind }) => (kind === 'ready' ? resolve() : undefined)),
    );
    clock.advance(2_000);
    await ready;
    const { duplicate } = await ledger.append(receivedEvent({ transactionId: 'refused' }));
    expect(duplicate).toBe(false);
    await ledger.close();
    const stored = operation === 'create' ? ['refused'] : ['refused', 'before'];
    const reader = await openedReader(folder);
    expect((await reader.page({ limit: 10 })).payments.map(({ transactionId }) => transactionId)).toEqual(
      stored,
    );
    expect(await reader.check()).toMatchObject({ payments: stored.length, damaged: 0 });
  });

  it.each(['EPERM', 'EBUSY'])(
    'goes on acknowledging while a document cannot be renamed (%s), and writes it later',
    async (code) => {
      const folder = await dataFolder();
      const disk = failingDisk();
      const clock = fakeClock();
      const lines: string[] = [];
      const { ledger } = await openLedger({
        ...{ dataDir: folder, disk, clock, utcOffsetMinutes: () => 60 },
        log: (line) => lines.push(line),
      });
      onTestFinished(() => ledger.close());
      disk.fail('rename', code);
      await ledger.append(receivedEvent({ transactionId: 'held' }));
      clock.advance(20_000);
      await expect.poll(() => lines.length).toBe(1);
      expect((await ledger.append(receivedEvent({ transactionId: 'after' }))).duplicate).toBe(false);
      expect(ledger.state()).toEqual({ kind: 'ready' });
      disk.heal();
      clock.advance(5_000);
      await expect.poll(() => readdir(join(folder, 'journal'))).toEqual([]);
      expect(await readFile(join(folder, 'events', '2026-11', '2026-11-23.json'), 'utf8')).toContain(
        '"after"',
      );
    },
  );
});

it('what came in while no document could be written is compacted in one go once one can', async () => {
  const folder = await dataFolder();
  const clock = fakeClock();
  const lines: string[] = [];
  let isHeld = true;
  let indices = 0;
  const { ledger } = await openLedger({
    ...{ dataDir: folder, clock, utcOffsetMinutes: () => 60, log: (line) => lines.push(line) },
    disk: {
      ...realDisk,
      async rename(from, to) {
        if (isHeld) await injected('EIO');
        if (to.endsWith('db.json')) indices += 1;
        await realDisk.rename(from, to);
      },
    },
  });
  onTestFinished(() => ledger.close());
  for (let tries = 1; tries <= 6; tries += 1) {
    await ledger.append(receivedEvent({ transactionId: `t${tries}` }));
    clock.advance(20_000);
    await expect.poll(() => lines.length).toBe(tries);
  }
  isHeld = false;
  clock.advance(5_000);
  await expect.poll(() => readdir(join(folder, 'journal'))).toEqual([]);
  // One for what the first try held, one for all that came since.
  expect(indices).toBe(2);
  expect(await ledger.check()).toMatchObject({ payments: 6, damaged: 0 });
});

describe('an index made anew, beside a journal that a full disk left as it was', () => {
  it('counts each payment once, also when the compaction that follows is cut', async () => {
    const folder = await dataFolder();
    const live = async (compactAtOnce: number, disk: Partial<Disk>) => {
      const clock = fakeClock();
      const lines: string[] = [];
      const { ledger } = await openLedger({
        ...{ dataDir: folder, clock, utcOffsetMinutes: () => 60, log: (line) => lines.push(line) },
        // As of a process that is gone.
        disk: { ...realDisk, lock: () => Promise.resolve(() => Promise.resolve()), ...disk },
        limits: { ...usualLimits, compactAtOnce: compactAtOnce },
      });
      onTestFinished(() => ledger.close());
      const compactUntilCut = async (): Promise<void> => {
        clock.advance(20_000);
        await expect.poll(() => lines.length).toBe(1);
      };
      return { ledger, compactUntilCut };
    };
    // Of two days only the later one reaches its document, and no index is written.
    const first = await live(6, {
      rename: (from, to) => (to.endsWith('22.json') ? injected('EIO') : realDisk.rename(from, to)),
    });
    for (let n = 0; n < 6; n += 1) {
      const receivedAt = `2026-11-2${2 + (n % 2)}T12:00:00.000Z`;
      await first.ledger.append(receivedEvent({ transactionId: `t${n}`, receivedAt }));
    }
    await first.compactUntilCut();

    let indices = 0;
    const second = await live(2, {
      async create(file) {
        const made = await realDisk.create(file);
        return file.includes('journal') ? { ...made, writeThrough: () => injected('ENOSPC') } : made;
      },
      // After the first index nothing more is done.
      rename: (from, to) =>
        to.endsWith('db.json') && ++indices > 1 ? injected('EIO') : realDisk.rename(from, to),
      remove: (file) => (file.includes('journal') ? injected('EIO') : realDisk.remove(file)),
    });
    await second.compactUntilCut();

    const ledger = await openedLedger(folder);
    for (const day of ['2026-11-22', '2026-11-23'])
      expect(await ledger.day(day)).toMatchObject({ successCount: 3 });
    expect(await ledger.check()).toMatchObject({ payments: 6, damaged: 0 });
  });
});

describe('what lies on the disk', () => {
  it('of a newer Comptoir is left alone and refused by name', async () => {
    const folder = await dataFolder();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'db.json'), '{"format":2,"all":"otherwise"}\n');
    await expect(openedLedger(folder)).rejects.toThrow(NewerLedgerFormat);
    await expect(openedReader(folder)).rejects.toThrow('newer Comptoir');
    expect(await readdir(folder)).toEqual(['db.json']);
  });

  it('is kept where the clock is set back: the order is that of arrival, the day that of the call', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const at = ['2026-11-23T10:00:00.000Z', '1970-01-01T00:00:10.000Z', '2026-11-22T23:30:00.000Z'];
    for (const [n, receivedAt] of at.entries())
      await ledger.append(receivedEvent({ transactionId: `t${n}`, receivedAt }));
    await ledger.close();
    const { payments } = await (await openedReader(folder)).page({ limit: 10 });
    expect(payments.map(({ id }) => id)).toEqual(['20261123-3', '19700101-2', '20261123-1']);
  });

  it('is never trusted after bytes were flipped or torn off, and the records around it are kept', async () => {
    const random = randomFrom(7);
    for (let round = 0; round < 12; round += 1) {
      const folder = await dataFolder();
      const ledger = await openedLedger(folder);
      const stored = await fill(ledger, 12);
      await ledger.close();
      const file = join(folder, ['db.json', 'keys.bin', 'events/2026-11/2026-11-23.json'][round % 3] ?? '');
      const bytes = await readFile(file);
      const at = Math.floor(random() * (bytes.length - 1));
      const isTorn = random() < 0.4;
      if (!isTorn) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      await writeFile(file, isTorn ? bytes.subarray(0, at) : bytes);
      const { ledger: again } = await open(folder);
      const { payments } = await again.page({ limit: 100 });
      for (const payment of payments) expect(stored).toContainEqual(payment);
      const report = await again.check();
      if (!file.endsWith('3.json')) expect(payments).toHaveLength(12);
      else if (isTorn) expect(report.damaged).toBeGreaterThan(0);
      else expect(payments.length + report.damaged).toBeGreaterThanOrEqual(12);
      expect((await again.append(receivedEvent({ transactionId: 'one more' }))).duplicate).toBe(false);
      await again.close();
    }
  });
});

async function fill(ledger: Ledger, count: number): Promise<unknown[]> {
  const stored: unknown[] = [];
  for (let n = 0; n < count; n += 1)
    stored.push((await ledger.append(receivedEvent({ transactionId: `t${n}` }))).payment);
  return stored;
}
