import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

const run = promisify(execFile);

/** Why the desktop tests cannot run here, with the remedy; null where they can. */
export function missingDesktop(): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: electron, DISPLAY: display, DESKTOP_LOG: log } = process.env;
  if (electron === undefined || !existsSync(join(electron, 'electron'))) {
    return 'no Electron: set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds its binary';
  }
  if (display === undefined) return 'no display: run inside an X session, or under Xvfb';
  if (log === undefined)
    return 'no log of the notification daemon: set DESKTOP_LOG to a folder with the output of `dunst -print`';
  return null;
}

/** What the notification daemon of this session has shown so far. */
export async function shownNotifications(): Promise<string> {
  return readFile(join(process.env.DESKTOP_LOG ?? '', 'dunst.log'), 'utf8').catch(() => '');
}

/** Of that, what came since this call. */
export async function listen(): Promise<() => Promise<string>> {
  const before = (await shownNotifications()).length;
  return async () => (await shownNotifications()).slice(before);
}

/** Bus names and paths of the tray icons that are registered with the panel. */
export async function trayIcons(): Promise<string[]> {
  const property = [
    'org.freedesktop.DBus.Properties.Get',
    'string:org.kde.StatusNotifierWatcher',
    'string:RegisteredStatusNotifierItems',
  ];
  const [program, ...args] = asSessionUser([
    ...(['dbus-send', '--session', '--print-reply'] as const),
    ...['--dest=org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher', ...property],
  ]);
  const { stdout } = await run(program, args);
  return [...stdout.matchAll(/string "([^"]+)"/g)].map((match) => match[1] ?? '');
}

/** Where the panel shows the first tray icon. */
const tray = { x: '12', y: '784' };

export async function clickTray(button: 'left' | 'right'): Promise<void> {
  await run('xdotool', ['mousemove', tray.x, tray.y, 'click', button === 'left' ? '1' : '3']);
  await run('xdotool', ['mousemove', '640', '400']); // the panel lights up what the pointer is on
}

/** Resolves once the tray's menu is on the screen: keys pressed before go to another window. */
export async function openTrayMenu(): Promise<void> {
  // The menu before this one may still be closing.
  await expect.poll(trayWindows).toBe(1);
  await clickTray('right');
  await expect.poll(trayWindows).toBe(2);
}

/** The icons are one window of the panel's wrapper, an open menu is another. */
async function trayWindows(): Promise<number> {
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', 'wrapper']);
  return stdout.split('\n').filter(Boolean).length;
}

export async function pressKeys(...keys: string[]): Promise<void> {
  for (const key of keys) await run('xdotool', ['key', '--delay', '60', key]);
}

export async function isOnScreen(title: string): Promise<boolean> {
  return run('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`]).then(
    () => true,
    () => false,
  );
}

/** The whole screen, for people who look at what the tests saw. */
export async function screenshot(file: string): Promise<void> {
  await run('import', ['-window', 'root', file]);
}

/** The menu and the icon it hangs on. */
export async function trayScreenshot(file: string): Promise<void> {
  await run('import', ['-window', 'root', '-crop', '480x400+0+400', '+repage', file]);
}

/** The part of the panel with the tray icons, as bytes to compare. */
export async function trayPicture(): Promise<Buffer> {
  const { stdout } = await run('import', ['-window', 'root', '-crop', '24x32+0+768', 'rgb:-'], {
    encoding: 'buffer',
  });
  return stdout;
}

/** The tray's picture once the panel has drawn an icon: before that it is one plain colour. */
export async function drawnTray(): Promise<Buffer> {
  await expect.poll(trayIcons).toHaveLength(1);
  await expect.poll(async () => new Set(await trayPicture()).size).toBeGreaterThan(8);
  return trayPicture();
}

/** Processes with this folder in their command line. */
export async function processesOf(folder: string): Promise<string[]> {
  const { stdout } = await run('pgrep', ['-f', '-a', folder]).catch(() => ({ stdout: '' })); // 1: none
  return stdout.split('\n').filter((line) => line !== '' && !line.includes('pgrep'));
}

/** The session's user where the tests run as root: neither its bus nor Chromium's sandbox admits root. */
export const sessionUser = process.getuid?.() === 0 ? 'desktop' : null;

/** The command, as the session's user runs it. */
export function asSessionUser(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  if (sessionUser === null) return command;
  return ['setpriv', `--reuid=${sessionUser}`, `--regid=${sessionUser}`, '--init-groups', ...command];
}

/** Does what a click on the one notification that is shown does. */
export async function pressNotification(): Promise<void> {
  await tellDaemon('action', '0');
}

export async function closeNotifications(): Promise<void> {
  await tellDaemon('close-all');
}

async function tellDaemon(...words: string[]): Promise<void> {
  const [program, ...args] = asSessionUser(['dunstctl', ...words]);
  await run(program, args);
}
