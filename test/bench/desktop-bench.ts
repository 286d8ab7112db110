import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import { desktopEdge } from '../e2e/support/desktop-edge';
import { asSessionUser, processesOf, sessionUser } from '../e2e/support/desktop-session';
import { FactProcess } from '../support/fact-process';
import { comptoir } from '../support/headless-process';
import { hasPostgres, postgresCluster } from '../support/postgres-cluster';
import { RelayProcess, relayKey } from '../support/relay-process';
import { appProcesses, type AppProcess } from './app-processes';
import { installedSize } from './installed-size';
import { median } from './median';

/**
 * What the app costs a computer that does nothing but wait for payments: `npm run bench:desktop [-- --minutes=1 --way=relay]`.
 * It hears by a tunnel, by a relay, or at an address of its own (`own`); no tunnel's process runs with the last two.
 * It measures the packaged app that COMPTOIR_PACKAGED names, else the built one in Electron. Linux only: /proc tells.
 */
const goals = { memoryMb: 150, cpuPercent: 0.5, startMs: 2_000, paintMs: 1_000 };
const starts = 5;
/** The window goes a minute after it was closed; what it leaves behind takes a moment to settle. */
const untilIdleMs = 90_000;
const options = process.argv.slice(2).join(' ');
const minutes = Number(/--minutes=(\S+)/.exec(options)?.[1] ?? 5);
const way = /--way=(\w+)/.exec(options)?.[1] ?? 'tunnel';
const electron = [
  join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? 'node_modules/electron/dist', 'electron'),
].find((file) => existsSync(file));
const packaged = process.env.COMPTOIR_PACKAGED;

const missing = whatIsMissing();
if (missing !== null) {
  process.stderr.write(`The desktop cannot be measured here: ${missing}\n`);
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'comptoir-desktop-'));
try {
  process.stdout.write(`${packaged ?? `${electron ?? ''} ${process.cwd()}`}\n`);
  const began = await coldStarts();
  const painted = electron === undefined ? null : await firstPaints(electron);
  const { processes, cpuPercent } = await idle();
  const all = megabytes(processes);
  console.table({
    'idle, all processes': goal(all, goals.memoryMb, 'MB'),
    'idle, without the tunnel’s': goal(
      megabytes(processes.filter(({ part }) => part !== 'tunnel')),
      goals.memoryMb,
      'MB',
    ),
    'idle, of one core': goal(cpuPercent, goals.cpuPercent, '%'),
    'start to listening': goal(median(began), goals.startMs, 'ms'),
    'first paint of the window': painted === null ? {} : goal(median(painted), goals.paintMs, 'ms'),
  });
  console.table(
    Object.fromEntries(
      processes.map(({ pid, part, pssKb, anonymousKb }) => [
        `${part} (${pid})`,
        { 'PSS, MB': inMb(pssKb), 'its own, MB': inMb(anonymousKb) },
      ]),
    ),
  );
  if (packaged !== undefined) {
    const sizes = installedSize(dirname(resolve(packaged)));
    const sum = sizes.reduce((bytes, [, more]) => bytes + more, 0);
    console.table(
      Object.fromEntries(
        [...sizes, ['all', sum] as const].map(([part, bytes]) => [part, { MB: (bytes / 1e6).toFixed(1) }]),
      ),
    );
  } else process.stdout.write('Its installed size: pack it first, then set COMPTOIR_PACKAGED.\n');
} finally {
  await rm(folder, { recursive: true, force: true });
}

function whatIsMissing(): string | null {
  if (!Number.isFinite(minutes)) return '--minutes wants a number.';
  if (!['tunnel', 'relay', 'own'].includes(way)) return '--way wants tunnel, relay or own.';
  if (way === 'relay' && !hasPostgres) return 'a relay needs PostgreSQL: apt-get install postgresql.';
  if (process.platform !== 'linux')
    return 'only Linux tells what each process costs (/proc/PID/smaps_rollup).';
  if (packaged !== undefined && !existsSync(packaged)) return `${packaged} is not there: pack the app first.`;
  if (packaged === undefined && electron === undefined)
    return 'there is no Electron. Fetch it with `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds its binary.';
  if (process.env.DISPLAY === undefined)
    return 'there is no display. Run it inside an X session with a window manager, or under Xvfb.';
  return null;
}

/** The app on a profile, as a double click starts it. */
function start(profile: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): FactProcess {
  if (sessionUser !== null) execFileSync('chown', ['-R', `${sessionUser}:`, folder]);
  const all = [`--user-data-dir=${profile}`, '--port=0', '--facts', ...args];
  const [command, ...rest] =
    packaged === undefined
      ? [electron ?? '', process.cwd(), ...all]
      : asSessionUser([resolve(packaged), ...all]);
  return new FactProcess(
    spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } }),
  );
}

async function ended(app: FactProcess, profile: string): Promise<void> {
  await app.end();
  while ((await processesOf(profile)).length > 0) await pause(100);
}

/** From the start of the program to its `ready` line, on one profile, without a window. The disk's cache is warm. */
async function coldStarts(): Promise<number[]> {
  const profile = join(folder, 'starts');
  const all: number[] = [];
  for (let time = 0; time < starts; time += 1) {
    const began = performance.now();
    const app = start(profile, ['--tunnel=none', '--hidden']);
    await app.line((line) => line.event === 'ready');
    all.push(performance.now() - began);
    await ended(app, profile);
  }
  return all;
}

/** From the page's own beginning to the first thing to read on it. The packaged app lets nobody look inside. */
async function firstPaints(executablePath: string): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < starts; time += 1) {
    const profile = join(folder, `paint-${time}`);
    const app = await _electron.launch({
      executablePath,
      args: [process.cwd(), `--user-data-dir=${profile}`, '--port=0', '--tunnel=none'],
      chromiumSandbox: true,
    });
    const page = await app.firstWindow();
    const entry = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    all.push((await entry.jsonValue()) ?? NaN);
    await app.close();
  }
  return all;
}

interface Idle {
  readonly processes: readonly AppProcess[];
  readonly cpuPercent: number;
}

/** With its window closed, its tunnel up, and no payments. A packaged app uses no stand-in, so its tunnel stays off. */
async function idle(): Promise<Idle> {
  await using stand = await desktopEdge();
  const profile = join(folder, 'idle');
  const byTunnel = packaged === undefined && way === 'tunnel';
  const args = byTunnel ? ['--tunnel=ngrok', '--development'] : ['--tunnel=none'];
  await using relay = way === 'relay' ? await joinedRelay(profile) : null;
  const app = start(profile, args, {
    ...stand.environment,
    NGROK_AUTHTOKEN: '2abc_a-token-as-ngrok-shows-it',
  });
  await app.line((line) => line.event === 'ready');
  await closeWindow();
  await pause(untilIdleMs);
  const before = appProcesses(app.pid);
  if (before.some(({ part }) => part === 'page')) throw new Error('the window is still there');
  if (byTunnel !== before.some(({ part }) => part === 'tunnel'))
    throw new Error(byTunnel ? 'the tunnel is not up' : 'a tunnel is up');
  if (relay !== null && !app.lines.some(({ state }) => kindOf(state) === 'collecting'))
    throw new Error('it does not collect from the relay');
  await pause(minutes * 60_000);
  const processes = appProcesses(app.pid);
  await ended(app, profile);
  const ticks = (list: readonly AppProcess[]): number => list.reduce((sum, one) => sum + one.cpuTicks, 0);
  return { processes, cpuPercent: (ticks(processes) - ticks(before)) / (minutes * 60) };
}

/** A relay that the profile's counter has joined, as it was when it was opened once. */
async function joinedRelay(profile: string): Promise<AsyncDisposable> {
  const cluster = await postgresCluster();
  const database = await cluster.database();
  const relay = await RelayProcess.ready(database, { key: relayKey() });
  const first = start(profile, ['--tunnel=none', '--hidden']);
  await first.line((line) => line.event === 'ready');
  await ended(first, profile);
  const invite = await comptoir(['relay', 'invite', `--database=${database}`, `--public-url=${relay.url}`]);
  const joined = await comptoir([
    ...['join', '--data', first.text('dataDir')],
    ...['--invitation', String(invite.lines[0]?.invitation)],
  ]);
  if (joined.code !== 0) throw new Error(joined.stderr);
  return {
    async [Symbol.asyncDispose]() {
      await relay.end();
      await cluster[Symbol.asyncDispose]();
    },
  };
}

function kindOf(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'kind' in state ? state.kind : null;
}

/** By the window manager's key, as the packaged app takes orders from nobody else. */
async function closeWindow(): Promise<void> {
  const run = promisify(execFile);
  const visible = async (): Promise<string | undefined> =>
    (
      await run('xdotool', ['search', '--onlyvisible', '--name', '^Comptoir$']).catch(() => ({ stdout: '' }))
    ).stdout
      .split('\n')
      .find((id) => id !== '');
  for (let time = 0; time < 60; time += 1) {
    const id = await visible();
    if (id !== undefined) {
      await run('xdotool', ['windowactivate', '--sync', id, 'key', '--clearmodifiers', 'alt+F4']);
      await pause(1_000);
      if ((await visible()) === undefined) return;
    }
    await pause(500);
  }
  throw new Error('the window could not be closed: xdotool and a window manager with Alt+F4 are needed');
}

function goal(value: number, target: number, unit: string): Record<string, string> {
  const figure = value < 10 ? value.toFixed(2) : value.toFixed(0);
  return { measured: `${figure} ${unit}`, goal: `< ${target} ${unit}`, met: value < target ? 'yes' : 'no' };
}

/** As task managers count them: 1,024 times 1,024 bytes. */
function megabytes(processes: readonly AppProcess[]): number {
  return processes.reduce((sum, { pssKb }) => sum + (pssKb ?? NaN), 0) / 1_024;
}

function inMb(kb: number | null): string {
  return kb === null ? 'not told' : (kb / 1_024).toFixed(1);
}
