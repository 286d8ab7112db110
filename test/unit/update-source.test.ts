import { EventEmitter } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openUpdateSource, type UpdateSourceParts } from '../../src/main/update-source';
import { temporaryFolder } from '../support/temporary-folder';

type Load = NonNullable<Parameters<typeof openUpdateSource>[1]>;

/**
 * Version 1.0.0 as an NSIS installer leaves it, with what electron-updater and the next installer do to its cache: the one
 * fetches into `pending/`, the other takes the place of `installer.exe`.
 */
async function installed(folder: string) {
  const cache = join(folder, 'comptoir-updater');
  const program = join(folder, 'program');
  await mkdir(join(cache, 'pending'), { recursive: true });
  await mkdir(program);
  await writeFile(join(cache, 'installer.exe'), 'installer of 1.0.0');
  await writeFile(join(program, 'Uninstall Comptoir.exe'), '');
  await writeFile(join(program, 'dev-app-update.yml'), '');
  await writeFile(join(program, 'package.json'), JSON.stringify({ releaseKey: 'key' }));
  const told: string[] = [];
  let installing = Promise.resolve();
  const updater = Object.assign(new EventEmitter(), {
    httpExecutor: {},
    async downloadUpdate() {
      const file = join(cache, 'pending', 'Comptoir-1.1.0-setup.exe');
      await writeFile(file, 'installer of 1.1.0');
      return [file];
    },
    quitAndInstall() {
      installing = writeFile(join(cache, 'installer.exe'), 'installer of 1.1.0');
    },
  });
  const app = {
    isPackaged: false,
    getAppPath: () => program,
    getPath: () => join(program, 'Comptoir.exe'),
    getVersion: () => '1.0.0',
    releaseSingleInstanceLock: () => undefined,
    exit: () => undefined,
  };
  const parts: UpdateSourceParts = {
    app: app as unknown as UpdateSourceParts['app'], // as much of Electron's as an installation asks
    ...{ platform: 'win32', environment: {}, fetch, log: (line) => told.push(line) },
    ...{ endWith: (task) => task(), isLookedAt: () => false, lineCost: () => Promise.resolve('free') },
  };
  const source = openUpdateSource(parts, (() => updater) as unknown as Load); // likewise
  const update = async (): Promise<void> => {
    await source?.download(() => undefined);
    source?.install();
    await installing;
  };
  return { cache, told, update };
}

it('leaves the installer of the version before on Windows, and says where', async () => {
  await using folder = await temporaryFolder();
  const { cache, told, update } = await installed(folder.path);
  await mkdir(join(cache, 'earlier'));
  await writeFile(join(cache, 'earlier', 'Comptoir-0.9.0-setup.exe'), 'of the version before that');
  await update();
  const kept = join(cache, 'earlier', 'Comptoir-1.0.0-setup.exe');
  expect(await readFile(kept, 'utf8')).toBe('installer of 1.0.0');
  expect(await readdir(join(cache, 'earlier'))).toEqual(['Comptoir-1.0.0-setup.exe']);
  expect(await readFile(join(cache, 'installer.exe'), 'utf8')).toBe('installer of 1.1.0');
  expect(told.join()).toContain(kept);
});

it('updates also where there is no installer to keep, and does not throw away the one it has', async () => {
  await using folder = await temporaryFolder();
  const { cache, told, update } = await installed(folder.path);
  await mkdir(join(cache, 'earlier'));
  await writeFile(join(cache, 'earlier', 'Comptoir-0.9.0-setup.exe'), 'of the version before that');
  await rm(join(cache, 'installer.exe'));
  await update();
  expect(await readdir(join(cache, 'earlier'))).toEqual(['Comptoir-0.9.0-setup.exe']);
  expect(await readFile(join(cache, 'installer.exe'), 'utf8')).toBe('installer of 1.1.0');
  expect(told.join()).toContain('could not be kept');
});
