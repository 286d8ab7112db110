import { appendFile, copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ledger, LedgerReader } from '../../src/core/ledger/ledger';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { systemClock } from '../../src/core/ports';
import { projectPayment } from '../../src/shared/access/project-payment';
import type { PaymentFilter } from '../../src/shared/payment/payment';
import { receivedEvent } from '../support/ledger-events';
import { dataFolder, openedReader } from '../support/ledger-folder';

const asked: readonly PaymentFilter[] = [
  { text: 'ref-7' },
  { text: '97 00 00 07' },
  { text: '+229 01 97 00 00 07' },
  { text: '2 507 F' },
  { text: '2,507 F' },
  { text: 'ÉTÉ' },
  { text: 'wallet' },
  { text: 'introuvable' },
  { minXof: 2_507, maxXof: 2_508 },
  { method: 'WALLET', text: '9700' },
];

describe('the search files', () => {
  it('never prevent an answer, whatever happened to them', async () => {
    const folder = await dataFolder();
    const file = join(folder, 'events', '2026-11', 'search.bin');
    await withLedger(folder, (ledger) => fill(ledger, 0, 20));
    await copyFile(file, join(folder, 'older'));
    await withLedger(folder, (ledger) => fill(ledger, 20, 40));
    const whole = await readFile(file);
    const right = await withLedger(folder, answers);
    expect(right.map((ids) => ids.length)).toEqual([1, 1, 1, 1, 1, 8, 20, 0, 2, 20]);
    const harm: readonly (() => Promise<void>)[] = [
      () => rm(file),
      () => truncate(file, 0),
      () => truncate(file, whole.length - 1),
      () => copyFile(join(folder, 'older'), file),
      () => appendFile(file, 'half a block'),
      () => appendFile(file, whole), // a compaction done twice
      ...[0, 6, 9, 21, 60, 300, whole.length - 3].map((at) => () => {
        const flipped = Buffer.from(whole);
        flipped[at] = (flipped[at] ?? 0) ^ 0x10;
        return writeFile(file, flipped);
      }),
    ];
    for (const [at, spoil] of harm.entries()) {
      await writeFile(file, whole);
      await spoil();
      const spoilt = await readFile(file).catch(() => null);
      expect(await answers(await openedReader(folder)), `reader, harm ${at}`).toEqual(right);
      expect(await readFile(file).catch(() => null)).toEqual(spoilt);
      expect(await withLedger(folder, answers), `ledger, harm ${at}`).toEqual(right);
    }
  });

  it('find by what is shown of a number alone, whatever stands before it', async () => {
    const folder = await dataFolder();
    await withLedger(folder, (ledger) => fill(ledger, 0, 20));
    await withLedger(folder, async (ledger) => {
      const found = async (text: string): Promise<readonly (string | null)[]> => {
        const { payments } = await ledger.page({ text, limit: 50 }, (payment) =>
          projectPayment('helper', payment),
        );
        return payments.map(({ transactionId }) => transactionId);
      };
      for (const typed of ['0007', '00007', '10007', '+229 01 97 00 00 07', '0197000007'])
        expect(await found(typed), typed).toEqual(['REF-7']);
      expect(await found('9700')).toEqual([]);
    });
  });

  it('follow compactions that happen while they are in use', async () => {
    const folder = await dataFolder();
    await withLedger(folder, async (ledger) => {
      for (let count = 0; count < 120; count += 30) {
        await fill(ledger, count, count + 30);
        const { payments } = await ledger.page({ text: 'ref-', order: 'oldest', limit: 200 });
        expect(payments.map(({ transactionId }) => transactionId)).toEqual(
          Array.from({ length: count + 30 }, (_, n) => `REF-${n}`),
        );
      }
    });
  });

  it('are already read for the first search, if it was announced', async () => {
    const folder = await dataFolder();
    const file = join(folder, 'events', '2026-11', 'search.bin');
    await withLedger(folder, (ledger) => fill(ledger, 0, 20));
    await withLedger(folder, async (ledger) => {
      await ledger.prepareSearch();
      await rm(file);
      expect((await ledger.page({ text: 'ref-7', limit: 5 })).payments).toHaveLength(1);
      // Else it would have been made again.
      expect(await readFile(file).catch(() => null)).toBeNull();
    });
  });

  it('tell nothing of payers that are forgotten', async () => {
    const folder = await dataFolder();
    const file = join(folder, 'events', '2026-11', 'search.bin');
    await withLedger(folder, (ledger) => fill(ledger, 0, 20));
    expect((await readFile(file)).includes('22997000007')).toBe(true);
    await withLedger(folder, async (ledger) => {
      expect((await ledger.page({ text: '97000007', limit: 5 })).payments).toHaveLength(1);
      ledger.forgetPayersBefore('2026-12-01');
      await ledger.still(() => Promise.resolve());
      await expect.poll(() => ledger.page({ text: '97000007', limit: 5 })).toMatchObject({ payments: [] });
      expect((await ledger.page({ text: 'ref-7', limit: 5 })).payments).toHaveLength(1);
    });
    const left = await readFile(file).catch(() => Buffer.alloc(0));
    expect(left.includes('97000007')).toBe(false);
  });
});

async function withLedger<T>(folder: string, task: (ledger: Ledger) => Promise<T>): Promise<T> {
  const { ledger } = await openLedger({
    ...{ dataDir: folder, utcOffsetMinutes: () => 60, log: () => undefined, clock: systemClock },
    limits: {
      waiting: 1_000,
      uncompacted: 1_000,
      compactAt: 7,
      compactAtOnce: 20,
      partSize: 8,
      roomFromBytes: 2_000,
    },
  });
  try {
    return await task(ledger);
  } finally {
    await ledger.close();
  }
}

async function fill(ledger: Ledger, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1)
    await ledger.append(
      receivedEvent({
        transactionId: `REF-${n}`,
        amountXof: 2_500 + n,
        method: n % 2 === 0 ? 'MOBILE_MONEY' : 'WALLET',
        account: `229${n % 3 === 0 ? '01' : ''}970000${String(n).padStart(2, '0')}`,
        label: n % 5 === 0 ? `Café d’été ${'é'.repeat(n % 4)}` : null,
        receivedAt: `2026-11-2${n % 3}T12:00:00.000Z`,
      }),
    );
}

async function answers(ledger: LedgerReader): Promise<string[][]> {
  const all: string[][] = [];
  for (const filter of asked) {
    const { payments } = await ledger.page({ ...filter, order: 'oldest', limit: 100 });
    all.push(payments.map(({ transactionId }) => transactionId ?? ''));
  }
  return all;
}
