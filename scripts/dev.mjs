// `npm run dev`: the app on a throw-away folder, built and started anew whenever a source changes. Words of one's own go to the app.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = await mkdtemp(join(tmpdir(), 'comptoir-dev-'));
const args = [
  `--user-data-dir=${folder}`,
  ...['--port=0', '--tunnel=none', '--development'],
  ...process.argv.slice(2),
];

/** @type {import('node:child_process').ChildProcess | null} */
let app = null;
let isBuilding = false;
let isStale = false;
let isEnding = false;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
// Windows ends a process without telling it: what was started would stay. There, start `npm run dev` again.
if (process.platform !== 'win32') {
  let timer = setTimeout(() => undefined, 0);
  for (const name of ['src', 'renderer'])
    watch(join(root, name), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(renew, 200); // an editor writes a file in several steps
    });
}
await renew();

/** A build that fails leaves the app of the last one running. */
async function renew() {
  isStale = true;
  if (isBuilding) return;
  isBuilding = true;
  while (isStale && !isEnding) {
    isStale = false;
    if ((await build()) === 0 && !isStale && !isEnding) {
      await stop();
      start();
    }
  }
  isBuilding = false;
}

/** @returns {Promise<number | null>} */
function build() {
  const child = spawn('npm', ['run', 'build', '--silent'], {
    ...{ cwd: root, stdio: 'inherit' },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => child.on('close', resolve));
}

function start() {
  const started = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args], { stdio: 'inherit' });
  app = started;
  // Somebody chose Quit.
  started.on('exit', () => app === started && end());
}

/** @returns {Promise<void>} */
function stop() {
  const running = app;
  app = null;
  if (running === null || running.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    running.on('exit', () => resolve());
    running.kill('SIGTERM');
  });
}

async function end() {
  if (isEnding) return;
  isEnding = true;
  await stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
