import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAutostart, type AutostartParts } from '../../src/main/autostart';
import { temporaryFolder } from '../support/temporary-folder';

const program = 'C:\\Users\\Awa\\AppData\\Local\\Programs\\comptoir\\Comptoir.exe';

/** What Windows and macOS keep of it; `openAtLogin` as the merchant may have set it in the system's own settings. */
function loginItems(openAtLogin: boolean, isPackaged = true) {
  const set: unknown[] = [];
  const app = {
    isPackaged,
    getLoginItemSettings: () => ({ openAtLogin }),
    setLoginItemSettings: (item: object) => void set.push(item),
  } as unknown as AutostartParts['app']; // no more of it is asked for
  return { app, set };
}

describe.each(['win32', 'darwin'] as const)('start at login on %s', (platform) => {
  it('is entered so that no window opens, and can be removed', async () => {
    const { app, set } = loginItems(false);
    await createAutostart({ app, platform, program, environment: {} })(true);
    expect(set).toEqual([{ path: program, args: ['--hidden'], openAtLogin: true }]);

    const entered = loginItems(true);
    await createAutostart({ app: entered.app, platform, program, environment: {} })(false);
    expect(entered.set).toEqual([{ path: program, args: ['--hidden'], openAtLogin: false }]);
  });

  it('is left alone where it is as wished: the system’s own switch stays as it was set', async () => {
    const { app, set } = loginItems(true);
    await createAutostart({ app, platform, program, environment: {} })(true);
    expect(set).toEqual([]);
  });

  it('is never entered for a checkout', async () => {
    const { app, set } = loginItems(false, false);
    await createAutostart({ app, platform, program, environment: {} })(true);
    expect(set).toEqual([]);
  });
});

it('enters the portable program that was started, not what it unpacked', async () => {
  const { app, set } = loginItems(false);
  const environment = { PORTABLE_EXECUTABLE_FILE: 'E:\\Comptoir.exe' };
  await createAutostart({ app, platform: 'win32', program, environment })(true);
  expect(set).toMatchObject([{ path: 'E:\\Comptoir.exe' }]);
});

describe('start at login on Linux', () => {
  const entryIn = (folder: string): string => join(folder, 'autostart/com.comptoir.counter.desktop');
  const autostart = (folder: string, more: Readonly<Record<string, string>> = {}) =>
    createAutostart({
      app: loginItems(false).app,
      platform: 'linux',
      program: '/opt/Comptoir/comptoir',
      environment: { XDG_CONFIG_HOME: folder, ...more },
    });

  it('starts the AppImage itself, however it is called', async () => {
    await using folder = await temporaryFolder();
    await autostart(folder.path, { APPIMAGE: '/home/awa/Mes "applis"/100% Comptoir.AppImage' })(true);
    expect(await readFile(entryIn(folder.path), 'utf8')).toContain(
      'Exec="/home/awa/Mes \\\\"applis\\\\"/100%% Comptoir.AppImage" --hidden\n',
    );
  });

  it('is passed over by the desktop once the program is gone', async () => {
    await using folder = await temporaryFolder();
    await autostart(folder.path)(true);
    expect(await readFile(entryIn(folder.path), 'utf8')).toContain('\nTryExec=/opt/Comptoir/comptoir\n');
    await using other = await temporaryFolder();
    await autostart(other.path, { APPIMAGE: '/home/awa/Mes "applis"/a\\b.AppImage' })(true);
    expect(await readFile(entryIn(other.path), 'utf8')).toContain(
      '\nTryExec=/home/awa/Mes "applis"/a\\\\b.AppImage\n',
    );
  });

  it('leaves an entry that the merchant has switched off as it is', async () => {
    await using folder = await temporaryFolder();
    const switchedOff = '[Desktop Entry]\nExec=/opt/Comptoir/comptoir --hidden\nHidden=true\n';
    await mkdir(join(folder.path, 'autostart'));
    await writeFile(entryIn(folder.path), switchedOff);
    await autostart(folder.path)(true);
    expect(await readFile(entryIn(folder.path), 'utf8')).toBe(switchedOff);
  });

  it('carries out changes in the order in which they were asked for', async () => {
    await using folder = await temporaryFolder();
    const keep = autostart(folder.path);
    await Promise.all([keep(true), keep(false), keep(true)]);
    expect(await readFile(entryIn(folder.path), 'utf8')).toContain('Exec=/opt/Comptoir/comptoir --hidden\n');
    await keep(false);
    await expect(readFile(entryIn(folder.path))).rejects.toThrow('ENOENT');
  });
});
