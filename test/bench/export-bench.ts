import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillLedger } from './fill-ledger';

/**
 * What an export of everything costs: `npm run bench:export [-- PAYMENTS]`, a million by default. Each export is the
 * built command line in a process of its own, and its memory is the most the system ever saw it hold. COMPTOIR_BENCH_DIR
 * names a folder to keep the ledger in, for the next run.
 */
const count = Number(process.argv[2] ?? 1_000_000);
const kept = process.env.COMPTOIR_BENCH_DIR;
const folder =
  kept === undefined ? await mkdtemp(join(tmpdir(), 'comptoir-export-')) : join(kept, `${count}`);
const cli = join(import.meta.dirname, '../headless/cli.js');
// Run inside the measured process, at its end: the kernel's own record of the most memory it held. Where there is one, that
// of the program alone: `maxRSS` begins with what the process that started it held at that moment.
const tellMemory = `data:text/javascript,${encodeURIComponent(
  `import { existsSync, readFileSync } from 'node:fs';
  process.on('exit', () => {
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    const kilobytes = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
    process.stderr.write('\\nKB ' + kilobytes);
  });`,
)}`;

try {
  if (!existsSync(folder) || kept === undefined) await fillLedger(folder, count);
  for (const format of ['csv', 'json', 'xlsx']) {
    const out = join(folder, `out.${format}`);
    const start = performance.now();
    const told = await run(['export', '--data', folder, '--format', format, '--out', out]);
    const seconds = (performance.now() - start) / 1_000;
    const megabytes = Number(/KB (\d+)/.exec(told)?.[1]) / 1_000;
    const size = (await stat(out)).size / 1e6;
    process.stdout.write(
      `${format}: ${count} payments in ${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB of memory, a file of ${size.toFixed(0)} MB\n`,
    );
  }
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}

function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', tellMemory, cli, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(told) : reject(new Error(told))));
  });
}
