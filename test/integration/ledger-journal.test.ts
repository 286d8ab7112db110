import { appendFile, chmod, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LedgerRefusal } from '../../src/core/ledger/ledger';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, open, openedLedger, openedReader } from '../support/ledger-folder';

describe('the ledger on real files', () => {
  it('gives back, byte for byte, what was appended, also to another process and after a restart', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const odd = Buffer.from([0x7b, 0xff, 0x00, 0x0a, 0x7d]);
    const { payment, duplicate } = await ledger.append(receivedEvent({ transactionId: null, rawBody: odd }));
    expect(duplicate).toBe(false);
    const reader = await openedReader(folder);
    expect((await reader.payment(payment.id))?.rawBody).toEqual(odd);
    await ledger.close();
    const again = await openedLedger(folder);
    expect(await again.payment(payment.id)).toEqual({
      ...payment,
      rawBody: odd,
      claimHistory: [],
      headers: receivedEvent().headers,
    });
    expect(await again.payment('nothing-like-it')).toBeNull();
  });

  it.skipIf(process.platform === 'win32')(
    'lets nobody but the owner read a file, also in a folder open to others',
    async () => {
      const folder = await dataFolder();
      await chmod(folder, 0o755);
      const ledger = await openedLedger(folder);
      await ledger.append(receivedEvent());
      await ledger.close();
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = found.filter((entry) => entry.isFile());
      expect(files.map(({ name }) => name)).toContain('keys.bin');
      for (const { parentPath, name } of files)
        expect((await stat(join(parentPath, name))).mode & 0o777, name).toBe(0o600);
    },
  );

  it('moves payments into documents even while calls never stop', { timeout: 20_000 }, async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    let isCompacted = false;
    let posted = 0;
    const post = async (): Promise<void> => {
      while (!isCompacted) await ledger.append(receivedEvent({ transactionId: `t${(posted += 1)}` }));
    };
    // More than are flushed together: somebody is always waiting.
    const posters = Array.from({ length: 600 }, post);
    await expect.poll(() => readdir(folder), { timeout: 15_000 }).toContain('db.json');
    isCompacted = true;
    await Promise.all(posters);
  });

  it('is closed once all who called before have their answer', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    let answered = 0;
    for (let n = 0; n < 1_000; n += 1)
      void ledger.append(receivedEvent({ transactionId: `t${n}` })).then(() => (answered += 1));
    // All of them wait for the disk once the keys of the documents are read.
    await ledger.find({ ...receivedEvent(), event: 'x', transactionId: 'none' });
    await ledger.close();
    expect(answered).toBe(1_000);
    expect(await (await openedLedger(folder)).check()).toMatchObject({ payments: 1_000, damaged: 0 });
  });

  it('gives its index one checksum, however often it is written', async () => {
    const folder = await dataFolder();
    for (const transactionId of ['first', 'second']) {
      const ledger = await openedLedger(folder);
      await ledger.append(receivedEvent({ transactionId }));
      await ledger.close();
    }
    expect((await readFile(join(folder, 'db.json'), 'utf8')).split('"crc"')).toHaveLength(2);
  });

  it('counts the same call again as a delivery, durably, and stores it once', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => ledger.append(receivedEvent())));
    expect(outcomes.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(outcomes.map(({ payment }) => payment.id)).size).toBe(1);
    await ledger.close();
    const again = await openedLedger(folder);
    expect((await again.append(receivedEvent({ label: 'serialised anew' }))).payment.deliveries).toBe(201);
    expect(await again.check()).toMatchObject({ events: 201, payments: 1, duplicates: 200, damaged: 0 });
  });

  it('keeps a second call that says something else as a payment in doubt; the first keeps counting', async () => {
    const ledger = await openedLedger(await dataFolder());
    await ledger.append(receivedEvent({ amountXof: 1000 }));
    const other = await ledger.append(receivedEvent({ amountXof: 9000 }));
    expect(other).toMatchObject({
      duplicate: false,
      payment: { status: 'check', doubts: ['amount-changed'], amountXof: 9000 },
    });
    expect((await ledger.append(receivedEvent({ amountXof: 9000 }))).payment).toMatchObject({
      id: other.payment.id,
      deliveries: 2,
    });
    expect(await ledger.day('2026-11-23')).toMatchObject({ successCount: 1, totalXof: 1000, checkCount: 1 });
  });

  it('keeps a failure and a later success of one transaction as two payments', async () => {
    const ledger = await openedLedger(await dataFolder());
    await ledger.append(receivedEvent({ status: 'failed', event: 'transaction.failed' }));
    await ledger.append(receivedEvent());
    const { payments } = await ledger.page({ limit: 10 });
    expect(payments.map(({ status }) => status)).toEqual(['success', 'failed']);
  });

  it('takes an unreadable body that comes again for a delivery, and another one for a payment', async () => {
    const ledger = await openedLedger(await dataFolder());
    const unreadable = { transactionId: null, event: null, amountXof: null, status: 'check' } as const;
    await ledger.append(receivedEvent({ ...unreadable, rawBody: Buffer.from('{"a') }));
    expect(
      (await ledger.append(receivedEvent({ ...unreadable, rawBody: Buffer.from('{"a') }))).duplicate,
    ).toBe(true);
    expect(
      (await ledger.append(receivedEvent({ ...unreadable, rawBody: Buffer.from('{"b') }))).duplicate,
    ).toBe(false);
  });

  it('keeps live and sandbox apart, and totals live successes only', async () => {
    const ledger = await openedLedger(await dataFolder());
    await ledger.append(receivedEvent());
    expect((await ledger.append(receivedEvent({ mode: 'sandbox' }))).duplicate).toBe(false);
    await ledger.append(receivedEvent({ transactionId: 'f', status: 'failed', event: 'transaction.failed' }));
    expect(await ledger.day('2026-11-23')).toEqual({
      ...{
        day: '2026-11-23',
        successCount: 1,
        totalXof: 1000,
        failedCount: 1,
        checkCount: 0,
        sandboxCount: 1,
      },
    });
    expect((await ledger.page({ limit: 10, mode: 'sandbox' })).payments).toHaveLength(1);
  });

  it('drops a torn tail, keeps a copy of it, and never gives its number again', async () => {
    const folder = await dataFolder();
    const segment = await segmentOf(folder, ['a']);
    await appendFile(segment, '01234567 {"kind":"payment","seq":2');
    const { ledger: again, notices } = await open(folder);
    expect(notices).toEqual([]);
    expect(await again.check()).toMatchObject({ payments: 1, damaged: 0, repaired: 1 });
    await again.append(receivedEvent({ transactionId: 'b' }));
    await again.close();
    const reader = await openedReader(folder);
    expect((await reader.page({ limit: 9 })).payments.map(({ transactionId }) => transactionId)).toEqual([
      'b',
      'a',
    ]);
  });

  it('reads a journal written with room ahead as what was written, and nothing of it as torn', async () => {
    const folder = await dataFolder();
    const burst = Array.from({ length: 200 }, (_, n) => `b${n}`);
    const segment = await segmentOf(folder, burst);
    expect((await readFile(segment)).at(-1)).toBe(0);
    const { ledger: again, notices } = await open(folder);
    expect(notices).toEqual([]);
    expect(await again.check()).toMatchObject({ payments: burst.length, damaged: 0, repaired: 0 });
  });

  it('sets a damaged record aside, keeps those around it and says so', async () => {
    const folder = await dataFolder();
    const segment = await segmentOf(folder, ['a', 'b', 'c']);
    const bytes = await readFile(segment);
    bytes[bytes.indexOf('"transactionId":"b"') + 5] = 0x21;
    await writeFile(segment, bytes);
    const { ledger: again, notices } = await open(folder);
    expect(notices).toMatchObject([{ kind: 'ledger-repaired' }]);
    expect((await again.page({ limit: 9 })).payments.map(({ transactionId }) => transactionId)).toEqual([
      'c',
      'a',
    ]);
    expect(await again.check()).toMatchObject({ payments: 2, damaged: 1 });
  });

  it('is used by one process: the second is refused, and let in when the first is done', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    await expect(open(folder)).rejects.toThrow(/already uses/);
    await ledger.close();
    await openedLedger(folder);
  });

  it('keeps what was claimed and verified', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const { payment } = await ledger.append(receivedEvent());
    const claim = { by: 'Awa', at: '2026-11-23T20:01:00.000Z' };
    const deed = { kind: 'handed-over', ...claim } as const;
    expect(await ledger.annotate(payment.id, { field: 'claim', value: deed })).toEqual({
      ...payment,
      claim,
    });
    const verification = { kind: 'reversed', at: '2026-11-23T20:02:00.000Z' } as const;
    await ledger.annotate(payment.id, { field: 'verification', value: verification });
    await ledger.close();
    expect((await (await openedReader(folder)).page({ limit: 1 })).payments).toEqual([
      { ...payment, claim, verification },
    ]);
  });

  it('keeps deaf periods, the newest of an id, and finds those that touch the days asked for', async () => {
    const folder = await dataFolder();
    const ledger = await openedLedger(folder);
    const night = {
      id: 'n',
      from: '2026-11-20T22:00:00.000Z',
      to: null,
      cause: 'app-stopped',
      checked: null,
    } as const;
    await ledger.recordDeafPeriod(night);
    await ledger.recordDeafPeriod({ ...night, to: '2026-11-22T23:30:00.000Z' });
    await ledger.close();
    const reader = await openedReader(folder);
    expect(await reader.deafPeriods('2026-11-21', '2026-11-21')).toMatchObject([
      { to: '2026-11-22T23:30:00.000Z' },
    ]);
    expect(await reader.deafPeriods('2026-11-23', '2026-11-30')).toHaveLength(1); // half past midnight in Porto-Novo
    expect(await reader.deafPeriods('2026-11-24', '2026-11-30')).toEqual([]);
    expect((await reader.check()).deafPeriods).toBe(1);
  });

  it('says that a deaf period is gone, before and after the next one is written', async () => {
    const folder = await dataFolder();
    const night = { cause: 'app-stopped', checked: null, from: '2026-11-20T22:00:00.000Z' } as const;
    const first = await openedLedger(folder);
    await first.recordDeafPeriod({ ...night, id: 'a', to: '2026-11-21T05:00:00.000Z' });
    await first.recordDeafPeriod({ ...night, id: 'b', to: '2026-11-21T06:00:00.000Z' });
    await first.close();
    await rm(join(folder, 'events/2026-11/deaf-periods.json'));
    expect(await (await openedReader(folder)).check()).toMatchObject({ damaged: 2, deafPeriods: 0 });
    const second = await openedLedger(folder);
    await second.recordDeafPeriod({ ...night, id: 'c', to: '2026-11-21T07:00:00.000Z' });
    await second.close();
    expect(await (await openedReader(folder)).check()).toMatchObject({ damaged: 2, deafPeriods: 1 });
  });

  it('refuses once it is closed', async () => {
    const ledger = await openedLedger(await dataFolder());
    await ledger.close();
    await expect(ledger.append(receivedEvent())).rejects.toBeInstanceOf(LedgerRefusal);
  });

  it('gives pages newest first that join without a gap', async () => {
    const ledger = await openedLedger(await dataFolder());
    for (let n = 1; n <= 7; n += 1) await ledger.append(receivedEvent({ transactionId: `t${n}` }));
    const seen: (string | null)[] = [];
    let after: string | null | undefined;
    do {
      const page = await ledger.page({ limit: 3, ...(after && { after }) });
      seen.push(...page.payments.map(({ transactionId }) => transactionId));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['t7', 't6', 't5', 't4', 't3', 't2', 't1']);
  });
});

/** The journal as a killed process leaves it: a process that closes compacts it away. */
async function segmentOf(folder: string, transactionIds: readonly string[]): Promise<string> {
  const elsewhere = await dataFolder();
  const ledger = await openedLedger(elsewhere);
  for (const transactionId of transactionIds) await ledger.append(receivedEvent({ transactionId }));
  await cp(join(elsewhere, 'journal'), join(folder, 'journal'), { recursive: true });
  await ledger.close();
  const [name, ...others] = await readdir(join(folder, 'journal'));
  expect(others).toEqual([]);
  return join(folder, 'journal', name ?? '');
}
