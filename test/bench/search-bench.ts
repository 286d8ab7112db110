import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { systemClock } from '../../src/core/ports';
import type { PaymentQuery } from '../../src/shared/payment/payment';
import { fillLedger } from './fill-ledger';

/**
 * Searches, filters and orders over a full ledger: `npm run bench:search [-- PAYMENTS]`, a million by default.
 * COMPTOIR_BENCH_DIR names a folder to keep the ledger in, for the next run.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const tries = 5;
const kept = process.env.COMPTOIR_BENCH_DIR;
const folder =
  kept === undefined ? await mkdtemp(join(tmpdir(), 'comptoir-search-')) : join(kept, `${count}`);
if (!existsSync(folder) || kept === undefined) await fillLedger(folder, count);

const asked: Record<string, Omit<PaymentQuery, 'limit'>> = {
  newest: {},
  oldest: { order: 'oldest' },
  highest: { order: 'highest' },
  lowest: { order: 'lowest' },
  'a method': { text: 'mobile' },
  'an amount': { text: '12600' },
  'an order of a year ago': { text: `commande n° ${count - 365_000}` },
  'the last four digits of a phone': { text: '4321' },
  'the very first payment': { text: 't0' },
  'nothing like it': { text: 'introuvable' },
  'an amount, oldest first': { text: '12600', order: 'oldest' },
  'an amount, highest first': { text: '12600', order: 'highest' },
  'nothing like it, lowest first': { text: 'introuvable', order: 'lowest' },
  'between two amounts': { minXof: 12_000, maxXof: 12_100 },
  'by method, oldest first': { method: 'MOBILE_MONEY', order: 'oldest' },
  'failed ones': { status: 'failed' },
};

const began = performance.now();
const { ledger } = await openLedger({
  ...{ dataDir: folder, utcOffsetMinutes: () => 60, clock: systemClock, log: () => undefined },
});
const openMs = performance.now() - began;
await new Promise((resolve) => setTimeout(resolve, 2_000)); // what is read behind the opening
const restMb = process.memoryUsage().rss / 1e6;
// As the window does when its search box is entered.
const preparing = performance.now();
await ledger.prepareSearch();
const prepareMs = performance.now() - preparing;
const rows: Record<string, Record<string, string>> = {};
for (const [name, query] of Object.entries(asked)) {
  const all: number[] = [];
  for (let time = 0; time < tries; time += 1) {
    const start = performance.now();
    await ledger.page({ ...query, limit: 100 });
    all.push(performance.now() - start);
  }
  const [first = NaN] = all;
  const median = all.sort((one, other) => one - other)[Math.floor(tries / 2)] ?? NaN;
  rows[name] = { 'first, ms': first.toFixed(0), 'median, ms': median.toFixed(0) };
}
process.stdout.write(
  `${count.toLocaleString('en')} payments: open in ${openMs.toFixed(0)} ms, ${restMb.toFixed(0)} MB at rest, searches prepared in ${prepareMs.toFixed(0)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB after the searches\n`,
);
console.table(rows);
await ledger.close();
if (kept === undefined) await rm(folder, { recursive: true, force: true });
