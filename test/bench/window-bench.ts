import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { firstPageSize } from '../../renderer/features/payments/payment-listing';
import { fillLedger } from './fill-ledger';
import { framesOf, type Frames } from './frames';
import { median } from './median';

/**
 * The window in Chromium, in front of a real ledger: `npm run bench:window [-- PAYMENTS]`, a million by default.
 * COMPTOIR_BENCH_DIR names a folder to keep the ledger in, for the next run. Each figure is the median of some tries.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const tries = 7;
const kept = process.env.COMPTOIR_BENCH_DIR;
const folder =
  kept === undefined ? await mkdtemp(join(tmpdir(), 'comptoir-window-')) : join(kept, `${count}`);
if (!existsSync(folder) || kept === undefined) await fillLedger(folder, count);

const core = spawn(
  process.execPath,
  [
    join(import.meta.dirname, '../headless/cli.js'),
    'serve',
    '--data',
    folder,
    '--port',
    '0',
    '--tunnel',
    'none',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  const [line] = (await once(createInterface(core.stdout), 'line')) as [string]; // `ready` comes first
  const { uiUrl } = JSON.parse(line) as { uiUrl: string };
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  process.stdout.write(`${count.toLocaleString('en')} payments, median of ${tries} tries (worst)\n`);
  const opened = {
    'first paint': row(await times(() => firstPaint(page, uiUrl)), 1_000),
    'first rows': row(await times(() => firstRows(page)), 100),
  };
  // Who looks for something looks at the screen first; meanwhile its files are read.
  await sleep(2_500);
  console.table({ ...opened, ...(await searches(uiUrl)) });
  console.table({
    'the payments': frameRow(await framesOf(browser, page)),
    'a plain page': frameRow(await plainScroll(await browser.newPage())),
  });
} finally {
  await browser.close();
  core.kill('SIGTERM');
  await once(core, 'exit');
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

async function times(task: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < tries; time += 1) all.push(await task());
  return all.sort((one, other) => one - other);
}

function row(ms: readonly number[], target: number): Record<string, string> {
  const middle = median(ms);
  return {
    ms: `${middle.toFixed(0)} (${(ms.at(-1) ?? NaN).toFixed(0)})`,
    'of the target': `${(middle / target).toFixed(2)}x`,
    target: `${target} ms`,
  };
}

async function firstPaint(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByRole('navigation').first().waitFor();
  return page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
}

/** From the click on the screen's name to the first frame with its rows. */
async function firstRows(page: Page): Promise<number> {
  await page.evaluate(() => (location.hash = '#/settings/shop'));
  await page.getByRole('switch').first().waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        location.hash = '#/payments';
        const look = (): void => {
          // Each start on the same ledger adds a deaf period above the payments.
          const rows = document.querySelectorAll(':is([data-payment], [data-deaf])');
          if (rows.length > 5) resolve(performance.now() - began);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** A page of answers over the window's own transport. What the list then draws is measured above. */
async function searches(url: string): Promise<Record<string, Record<string, string>>> {
  const { origin, hash } = new URL(url);
  const typed = {
    'search: an amount': '12600',
    'search: a method': 'mobile',
    'search: an order of a year ago': `commande n° ${count - 365_000}`,
    'search: the very first payment': 't0',
    'search: nothing like it': 'introuvable',
  };
  const rows: Record<string, Record<string, string>> = {};
  for (const [name, text] of Object.entries(typed)) {
    const all = await times(async () => {
      const began = performance.now();
      const response = await fetch(`${origin}/bridge/listPayments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${hash.slice(1)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ argument: { text, limit: firstPageSize } }),
      });
      const reply = (await response.json()) as { ok: boolean };
      if (!reply.ok) throw new Error('the search was not answered');
      return performance.now() - began;
    });
    rows[name] = row(all, 100);
  }
  return rows;
}

/** What this machine makes of scrolling at all: as many rows, already there, of plain text. */
async function plainScroll(page: Page): Promise<Frames> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent(
    `<style>p{height:56px;margin:0}</style>${'<p>12 600 F Mobile Money</p>'.repeat(5_000)}`,
  );
  return framesOf(browser, page);
}

function frameRow({ presented, dropped, longestMs, longestCpuMs }: Frames): Record<string, string> {
  const share = (100 * dropped) / (presented + dropped);
  return {
    'frames shown': String(presented),
    dropped: `${dropped} (${share.toFixed(1)} %)`,
    'longest task, ms': longestMs.toFixed(0),
    'of a processor, ms': longestCpuMs.toFixed(0),
  };
}
