import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { DeviceKey } from '../../renderer/screen/device-key';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { askWindow } from '../support/ask-window';
import { realNow } from '../support/real-now';
import { countedBytes } from '../support/screens/counted-bytes';
import { openScreen, pairingAt } from '../support/screens/screen-client';

/**
 * What the other screens cost: `npm run bench:screens [-- PAYMENTS]`, 200 by default. The same payments are made with
 * nobody listening, with 20 windows that hear them in the clear, and with 20 screens that hear them sealed: the time from
 * the start of a call until the last of the 20 has it, and the counter's processor time for one payment.
 */
const payments = Number(process.argv[2] ?? 200);
const listeners = 20;
const secret = 'a-hash-secret-of-the-live-mode-1';
const random = countedBytes('the bench of the screens');

const folder = await mkdtemp(join(tmpdir(), 'comptoir-screens-'));
const counter = spawn(
  process.execPath,
  [
    join(import.meta.dirname, '../headless/cli.js'),
    ...['serve', '--data', folder, '--tunnel', 'none', '--no-notifications'],
    ...['--lan', '--lan-address', '127.0.0.2', '--lan-port', '0'],
  ],
  { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, COMPTOIR_HASH_SECRET: secret } },
);
try {
  await measure();
} finally {
  counter.kill('SIGTERM');
  await new Promise((resolve) => counter.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
}

/** Tells of the payments heard since it was asked last. */
interface Listener {
  readonly next: () => Promise<unknown>;
  readonly close: () => unknown;
}

async function measure(): Promise<void> {
  const ready = await firstLine();
  const text = (name: string): string => String(ready[name]);
  const pair = async (index: number): Promise<DeviceKey> => {
    const asked = { role: 'second-counter', name: `Comptoir ${index}`, instead: null } as const;
    const { links } = await askWindow(text('uiUrl'), 'offerScreen', asked);
    const offer = new URL(links[0] ?? '').hash.slice('#p='.length);
    const outcome = await pairingAt(text('lanUrl'), random).byOffer(offer);
    if (outcome.kind !== 'paired') throw new Error(outcome.kind);
    await askWindow(text('uiUrl'), 'confirmScreen', { id: outcome.device.id, isIt: true });
    return outcome.device;
  };
  const devices: DeviceKey[] = [];
  for (let index = 0; index < listeners / 2; index += 1) devices.push(await pair(index));

  const none = await phase(text('webhookUrl'), []);
  const windows = await Promise.all(Array.from({ length: listeners }, () => plainWindow(text('uiUrl'))));
  const plain = await phase(text('webhookUrl'), windows);
  for (const window of windows) await window.close();
  const screens: Listener[] = [];
  // Two pages of each: as many as the door lets in.
  for (const device of [...devices, ...devices]) screens.push(await sealedScreen(text('lanUrl'), device));
  const sealed = await phase(text('webhookUrl'), screens);
  for (const screen of screens) await screen.close();
  const line = (name: string, { cpuMs, p50, p99 }: Phase): string =>
    `${name}: ${cpuMs.toFixed(2)} ms of processor a payment, on all after ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99)\n`;
  const times = (sealed.cpuMs - none.cpuMs) / Math.max(0.01, plain.cpuMs - none.cpuMs);
  process.stdout.write(
    `${payments} payments, each on all ${listeners}\n` +
      line('nobody listens', none) +
      line(`${listeners} windows in the clear`, plain) +
      line(`${listeners} sealed screens`, sealed) +
      `sealing costs ${times.toFixed(1)} times what a plain broadcast does\n`,
  );
}

interface Phase {
  readonly cpuMs: number;
  readonly p50: number;
  readonly p99: number;
}

async function phase(webhookUrl: string, heard: readonly Listener[]): Promise<Phase> {
  const before = await processorMs();
  const took: number[] = [];
  for (let payment = 0; payment < payments; payment += 1) {
    const all = heard.map(({ next }) => next());
    const startedAt = performance.now();
    const at = new Date(realNow()).toISOString();
    const answer = await fetch(webhookUrl, {
      ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
      body: kkiapayBody({ event: 'success', amountXof: 500, at }),
    });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    await Promise.all(all);
    took.push(performance.now() - startedAt);
  }
  took.sort((a, b) => a - b);
  const quantile = (part: number): number =>
    took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return { cpuMs: ((await processorMs()) - before) / payments, p50: quantile(0.5), p99: quantile(0.99) };
}

async function sealedScreen(origin: string, device: DeviceKey): Promise<Listener> {
  const screen = await openScreen(origin, device, random);
  let seen = 0;
  return {
    async next() {
      seen += 1;
      const due = seen;
      await screen.event(() => screen.events.filter(({ kind }) => kind === 'payment').length >= due);
    },
    close: () => screen[Symbol.asyncDispose](),
  };
}

async function plainWindow(uiUrl: string): Promise<Listener> {
  const { origin, hash } = new URL(uiUrl);
  const waiting: (() => void)[] = [];
  const call = get(`${origin}/bridge/events`, { headers: { authorization: `Bearer ${hash.slice(1)}` } });
  const response = await new Promise<IncomingMessage>((resolve) => call.once('response', resolve));
  let left = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (left + chunk).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) if (line === 'event: payment') waiting.shift()?.();
  });
  call.on('error', () => undefined); // as it is closed
  response.on('error', () => undefined);
  return { next: () => new Promise<void>((resolve) => waiting.push(resolve)), close: () => call.destroy() };
}

async function processorMs(): Promise<number> {
  const stat = await readFile(`/proc/${counter.pid ?? 0}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10; // the kernel counts hundredths of a second
}

async function firstLine(): Promise<Readonly<Record<string, unknown>>> {
  for await (const line of createInterface({ input: counter.stdout }))
    return JSON.parse(line) as Readonly<Record<string, unknown>>; // our own ready line
  throw new Error('the counter ended');
}
