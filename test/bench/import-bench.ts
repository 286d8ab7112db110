import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/ports';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { receivedEvent } from '../support/ledger-events';

/**
 * What an import costs: `npm run bench:import [-- ROWS]`, 60,000 by default, beside as many appends in the same run and an
 * import of one row. Each is a process of its own: its processor time, and the most memory that it held.
 */
const [, self = '', first = '60000', appendTo] = process.argv;
const count = Number(first);
const appendedAtOnce = 128;
// The kernel's own record, where there is one: `maxRSS` begins with what the process held that started this one.
const tellCost = `data:text/javascript,${encodeURIComponent(
  `import { existsSync, readFileSync } from 'node:fs';
  process.on('exit', () => {
    const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
    const kilobytes = /VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
    const { user, system } = process.cpuUsage();
    process.stderr.write('\\nCOST ' + (user + system) + ' ' + kilobytes);
  });`,
)}`;

if (appendTo !== undefined) await append(appendTo);
else await measure();

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-import-'));
  const cli = join(import.meta.dirname, '../headless/cli.js');
  const importing = async (name: string, rows: number): Promise<Cost> => {
    const dataDir = join(folder, name);
    await run([self, '0', dataDir]);
    const file = join(folder, `${name}.csv`);
    await writeFile(file, fileOf(rows));
    return run([cli, 'import', '--data', dataDir, '--file', file, '--json']);
  };
  try {
    const idle = await importing('idle', 1);
    const imported = await importing('imported', count);
    const appended = await run([self, String(count), join(folder, 'appended')]);
    const times = (imported.seconds / appended.seconds).toFixed(2);
    const above = (imported.megabytes - idle.megabytes).toFixed(0);
    process.stdout.write(
      `${count} rows imported: ${words(imported)}\n${count} appends: ${words(appended)}\none row imported: ${words(idle)}\n` +
        `an import costs ${times} times the processor time of as many appends, and ${above} MB above one row\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function fileOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `B${String(row).padStart(8, '0')},27/11/2026 14:05,1 500,SUCCESS,22901960000001,mtn-benin`,
  );
  return ['Transaction ID,Date,Amount,Status,Phone,Source', ...lines].join('\n');
}

async function append(dataDir: string): Promise<void> {
  const common = { dataDir, clock: systemClock, log: () => undefined, utcOffsetMinutes: () => 60 };
  const { ledger } = await openLedger(common);
  for (let from = 0; from < count; from += appendedAtOnce) {
    const events = Array.from({ length: Math.min(appendedAtOnce, count - from) }, (_, at) =>
      receivedEvent({ transactionId: `B${String(from + at).padStart(8, '0')}` }),
    );
    await Promise.all(events.map((event) => ledger.append(event)));
  }
  await ledger.close();
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function words({ seconds, megabytes }: Cost): string {
  return `${seconds.toFixed(2)} s of processor time, at most ${megabytes.toFixed(0)} MB`;
}

/** A Node program to its end; it tells its cost as it leaves. */
function run(args: readonly string[]): Promise<Cost> {
  const child = spawn(process.execPath, ['--import', tellCost, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const [, micros, kilobytes] = /COST (\d+) (\d+)/.exec(told) ?? [];
      if (code === 0) resolve({ seconds: Number(micros) / 1e6, megabytes: Number(kilobytes) / 1_000 });
      else reject(new Error(told));
    });
  });
}
