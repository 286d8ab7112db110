// `npm start`: the desktop app if Electron and a display are available, else the same app with its window in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);

const french = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('fr');
const words = french
  ? {
      fetching: 'Téléchargement d’Electron (une seule fois)…',
      noElectron: 'Le programme Electron n’a pas pu être téléchargé.',
      noDisplay: 'Aucun écran n’a été trouvé.',
      inBrowser: 'Comptoir démarre sans fenêtre à lui : ouvrez dans un navigateur l’adresse qui suit.',
    }
  : {
      fetching: 'Fetching Electron (only once)…',
      noElectron: 'The program Electron could not be fetched.',
      noDisplay: 'No display was found.',
      inBrowser: 'Comptoir starts without a window of its own: open the address that follows in a browser.',
    };

const electron = electronBinary();
const missing = electron === null ? words.noElectron : hasDisplay() ? null : words.noDisplay;

if (missing === null) {
  run(electron, [root, ...args], 'inherit');
} else {
  console.error(`${missing} ${words.inBrowser}`);
  // Facts are for programs: a person at a terminal needs only the address.
  const factsGo = process.stderr.isTTY && !args.includes('--facts') ? 'ignore' : 'inherit';
  run(process.execPath, [join(root, 'out/headless/cli.js'), 'serve', ...headlessArgs(args)], factsGo);
}

/** Electron's binary, fetched on the first start; null where that is impossible. */
function electronBinary() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  if (override) return existsSync(join(override, name)) ? join(override, name) : null;
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) {
    console.error(words.fetching);
    spawnSync(process.execPath, [join(folder, 'install.js')], {
      stdio: ['ignore', 'inherit', 'ignore'],
      timeout: 600_000,
    });
  }
  if (!existsSync(pathFile)) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** The desktop app's options that the command line also has; the data folder stays the same. */
function headlessArgs(given) {
  return given.flatMap((arg) => {
    if (arg.startsWith('--user-data-dir='))
      return [`--data=${join(arg.slice('--user-data-dir='.length), 'data')}`];
    return arg === '--facts' ? [] : [arg];
  });
}

function run(program, programArgs, stdout) {
  const child = spawn(program, programArgs, { stdio: ['inherit', stdout, 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 0);
  });
}
