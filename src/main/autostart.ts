import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { serialQueue } from '../core/storage/serial-queue';

export interface AutostartParts {
  readonly app: Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  /** The program to start. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** No window opens at login: the merchant asked for a bell. */
const args = ['--hidden'];

/**
 * Lets the system start the app at login, or not. An existing entry is not changed, so that one switched off in the
 * system's settings stays off. A checkout is never entered, because it has no fixed place.
 */
export function createAutostart(parts: AutostartParts): (wanted: boolean) => Promise<void> {
  const { app, platform, environment } = parts;
  // An AppImage runs from a mount point that differs each time.
  const program = environment.APPIMAGE ?? environment.PORTABLE_EXECUTABLE_FILE ?? parts.program;
  const enter = (wanted: boolean): Promise<void> | void => {
    if (platform === 'linux') return enterInFolder(autostartFolder(environment), program, wanted);
    const item = { path: program, args };
    if (app.getLoginItemSettings(item).openAtLogin !== wanted)
      app.setLoginItemSettings({ ...item, openAtLogin: wanted });
  };
  const inOrder = serialQueue();
  return (wanted) => (app.isPackaged ? inOrder(async () => enter(wanted)) : Promise.resolve());
}

function autostartFolder(environment: AutostartParts['environment']): string {
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart');
}

async function enterInFolder(folder: string, program: string, wanted: boolean): Promise<void> {
  const file = join(folder, 'com.comptoir.counter.desktop');
  if (!wanted) return rm(file, { force: true });
  const command = `Exec=${[program, ...args].map(quoted).join(' ')}`;
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present.split('\n').includes(command)) return;
  await mkdir(folder, { recursive: true });
  // If the program is missing, the desktop skips the entry without a message at each login.
  const tried = `TryExec=${program.replaceAll('\\', '\\\\')}`;
  await writeFile(
    file,
    `[Desktop Entry]\nType=Application\nName=Comptoir\nIcon=comptoir\n${tried}\n${command}\n`,
  );
}

/** A word for a desktop entry: quoted for its shell-like reader, with backslashes doubled for the file's own reader. */
function quoted(word: string): string {
  if (/^[\w./-]+$/.test(word)) return word;
  return `"${word.replaceAll(/["`$\\]/g, '\\\\$&').replaceAll('%', '%%')}"`;
}
