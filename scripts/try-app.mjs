// Starts an app, has it receive a payment, and ends it: an app that was packed without an error may still not start.
// node scripts/try-app.mjs PROGRAM [ARGUMENT...]
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const longestMs = 120_000;
const secret = 'the-secret-of-one-try';
const amountXof = 43_500;
const cli = join(import.meta.dirname, '../out/headless/cli.js');

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('node scripts/try-app.mjs PROGRAM [ARGUMENT...]');
  process.exit(2);
}
const profile = await mkdtemp(join(tmpdir(), 'comptoir-try-'));
const app = spawn(
  resolve(program),
  [...args, `--user-data-dir=${profile}`, '--port=0', '--tunnel=none', '--facts'],
  { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, COMPTOIR_HASH_SECRET: secret } },
);
process.on('exit', () => app.kill('SIGKILL'));
const ended = once(app, 'exit');
const impatience = setTimeout(() => app.kill('SIGKILL'), longestMs);

let isReceived = false;
for await (const line of createInterface({ input: app.stdout })) {
  const fact = line.startsWith('{') ? JSON.parse(line) : {};
  if (fact.event === 'ready') {
    const call = ['simulate', '--url', fact.webhookUrl, '--secret', secret, '--amount', String(amountXof)];
    await promisify(execFile)(process.execPath, [cli, ...call]);
  }
  if (fact.event !== 'payment') continue;
  isReceived = fact.payment.amountXof === amountXof && fact.payment.status === 'success';
  app.kill(); // Windows cannot ask a process to end: it is already gone there
}
const [code] = await ended;
clearTimeout(impatience);
await rm(profile, { recursive: true, force: true, maxRetries: 5 });
const isOrderly = code === 0 || process.platform === 'win32';
console.log(`payment received: ${isReceived}, ended in order: ${isOrderly}`);
process.exitCode = isReceived && isOrderly ? 0 : 1;
