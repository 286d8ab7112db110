// `npm run dev`: the app on a temporary folder. A change of a window source reloads the page; any other change rebuilds
// and restarts the app. Further arguments go to the app.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openWindowServer } from './window-server.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = await mkdtemp(join(tmpdir(), 'comptoir-dev-'));
const own = process.argv.slice(2);
const args = [
  `--user-data-dir=${folder}`,
  ...['--port=0', '--tunnel=none', '--development', '--facts'],
  ...own,
];

/** @type {import('node:child_process').ChildProcess | null} */
let app = null;
/** @type {URL | null} Where the app serves its window; null for Electron's, and while there is no app. */
let core = null;
let isBuilding = false;
let isStale = false;
let isEnding = false;

const windowServer = await openWindowServer(root, join(folder, 'vite'), () => core);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
// Windows ends a process without notice, and its child processes would remain. There, start `npm run dev` again.
if (process.platform !== 'win32') {
  let timer = setTimeout(() => undefined, 0);
  const renewSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(renew, 200); // an editor writes a file in several steps
  };
  watch(join(root, 'src'), { recursive: true }, renewSoon);
  // The page of the other screens has its own build; the window server serves the window's sources.
  watch(join(root, 'renderer'), { recursive: true }, (_event, file) => {
    if (file?.startsWith(`screen${sep}`)) renewSoon();
  });
}
await renew();

/** If a build fails, the former app continues. */
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
  const started = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, COMPTOIR_WINDOW_SERVER: windowServer.url },
  });
  app = started;
  createInterface({ input: started.stdout }).on('line', (line) => {
    const address = line.startsWith('{"event":"ready"') ? JSON.parse(line).uiUrl : undefined;
    if (own.includes('--facts') || !line.startsWith('{"event":')) console.log(line);
    if (typeof address !== 'string') return;
    core = new URL(address);
    windowServer.reload();
    console.log(`The window, which follows its sources: ${windowServer.url}/#development`);
  });
  // The user chose Quit.
  started.on('exit', () => app === started && end());
}

/** @returns {Promise<void>} */
function stop() {
  const running = app;
  app = null;
  core = null;
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
  await windowServer.close();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
