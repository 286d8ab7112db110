import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCloses } from '../../src/core/day-close/close-book';
import { readHeartbeat } from '../../src/core/hearing/heartbeat';
import { openLedgerReader } from '../../src/core/ledger/open-ledger-reader';
import { realDisk } from '../../src/core/storage/disk';
import { copyOf, damages, dataFiles, type Damage } from '../support/damages';
import { fakeClock } from '../support/fake-clock';
import { liveInShop, type LivedInShop } from '../support/lived-in-shop';
import { openComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';

const now = Date.parse('2026-11-24T09:00:00Z');
const most = Math.min(120, Number(process.env.COMPTOIR_DAMAGES ?? 6));

const templates = await mkdtemp(join(tmpdir(), 'comptoir-truth-'));
afterAll(() => rm(templates, { recursive: true, force: true }));
const shops: readonly LivedInShop[] = [
  await liveInShop(join(templates, 'stopped'), now),
  await liveInShop(join(templates, 'cut'), now, 'cut'),
];

/** Where in a file, and how: numbers between 0 and 1. */
interface Draw {
  readonly shop: number;
  readonly file: number;
  readonly damage: number;
  readonly at: number;
}

/** Evenly spread: where values are drawn to be telling, nearly all are near 0. */
const share = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((millionths) => millionths / 1_000_000);
const draws = fc.sample(fc.record({ shop: share, file: share, damage: share, at: share }), most);

function picked<T>(list: readonly T[], at: number): T {
  const one = list[Math.floor(at * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

const onLines =
  (change: (lines: string[], at: number) => void) =>
  async (file: string, at: number): Promise<void> => {
    const lines = (await readFile(file, 'latin1')).split('\n');
    change(lines, Math.floor(at * lines.length));
    await writeFile(file, lines.join('\n'), 'latin1');
  };

/** Damages at one place of a file, and damages of the whole file. */
const placed: readonly {
  readonly name: string;
  readonly inflict: (file: string, at: number) => Promise<void>;
}[] = [
  {
    name: 'a byte flipped',
    async inflict(file, at) {
      const bytes = await readFile(file);
      const place = Math.floor(at * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ 0x15;
      await writeFile(file, bytes);
    },
  },
  {
    name: 'cut',
    async inflict(file, at) {
      const bytes = await readFile(file);
      await writeFile(file, bytes.subarray(0, Math.floor(at * bytes.length)));
    },
  },
  { name: 'a line removed', inflict: onLines((lines, at) => lines.splice(at, 1)) },
  { name: 'a line doubled', inflict: onLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')) },
];

/** What a process meets in the file itself; a bad sector is met by the built app only. */
const whole = damages.filter((damage): damage is Damage => damage.environment === undefined);

/** The same file as it was in the oldest daily copy; null where that has none. */
async function olderCopy(dataDir: string, file: string): Promise<string | null> {
  const [oldest] = (await realDisk.list(join(dataDir, 'backups'))).sort();
  const older = join(dataDir, 'backups', oldest ?? '', file);
  const found = oldest === undefined ? null : await stat(older).catch(() => null);
  return found?.isFile() === true ? older : null;
}

async function inflict(dataDir: string, file: string, { damage, at }: Draw): Promise<string> {
  const path = join(dataDir, file);
  const older = await olderCopy(dataDir, file);
  if (damage < 0.15 && older !== null) {
    await copyFile(older, path);
    return 'an older copy';
  }
  if (damage < 0.6) {
    const one = picked(placed, at * 7.31 - Math.floor(at * 7.31));
    await one.inflict(path, at);
    return `${one.name} at ${at}`;
  }
  const one = picked(whole, at);
  await one.inflict(path);
  return one.name;
}

async function checked(dataDir: string): Promise<number> {
  const expected = (await readHeartbeat(dataDir))?.ledger ?? null;
  const reader = await openLedgerReader({
    ...{ dataDir, expected, utcOffsetMinutes: () => 60, log: () => undefined },
  });
  try {
    const { damaged } = await reader.check();
    return damaged + (await checkCloses(realDisk, dataDir, reader)).broken.length;
  } finally {
    await reader.close();
  }
}

/** Numbers, with the amount of each, as the shop tells them; and the numbers of its closes. */
async function heldBy(
  dataDir: string,
): Promise<{ payments: ReadonlyMap<string, number | null>; closes: number }> {
  await using shop = await openComptoir(dataDir, { clock: fakeClock(now), environment: {} });
  const { payments } = await shop.handlers.listPayments({ limit: 500 });
  const closes = (await shop.handlers.listDayCloses({ before: null })).filter(({ isChanged }) => !isChanged);
  return {
    payments: new Map(payments.map(({ transactionId, amountXof }) => [transactionId ?? '', amountXof])),
    closes: closes.length,
  };
}

describe(`of ${most} random damages to a shop's files`, () => {
  it.each(draws)('never reports lost data as sound, before or after the next start: %o', async (draw) => {
    const shop = picked(shops, draw.shop);
    await using folder = await temporaryFolder();
    const dataDir = join(folder.path, 'shop');
    await copyOf(shop.dataDir, dataDir);
    const file = picked(await dataFiles(dataDir), draw.file);
    const what = `${file}: ${await inflict(dataDir, file, draw)}`;

    const before = await checked(dataDir);
    const { payments, closes } = await heldBy(dataDir);
    const lost = [...shop.acknowledged].filter(([id, amountXof]) => payments.get(id) !== amountXof).length;
    const losses = lost + (2 - closes);
    const after = await checked(dataDir);
    expect.soft(before, `before the start, ${losses} lost, ${what}`).toBeGreaterThanOrEqual(losses);
    expect.soft(after, `after the start, ${losses} lost, ${what}`).toBeGreaterThanOrEqual(losses);
    // What was mended without a loss is no damage afterwards.
    if (losses === 0 && before === 0) expect(after, what).toBe(0);
  });
});
