import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FactProcess, readText } from '../support/fact-process';
import { temporaryFolder } from '../support/temporary-folder';

const script = join(import.meta.dirname, '../../scripts/start.mjs');

/** `npm start`, after its build, where no Electron is to be had. */
async function started(folder: string, locale: string) {
  const args = [
    `--user-data-dir=${folder}`,
    '--port=0',
    '--ui-port=0',
    '--tunnel=none',
    '--no-notifications',
  ];
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, LC_ALL: locale, ELECTRON_OVERRIDE_DIST_PATH: folder },
  });
  const said = readText(child.stderr);
  await using shop = new FactProcess(child);
  await shop.line(({ event }) => event === 'ready');
  expect(await shop.end()).toBe(0);
  return (await said).split('\n')[0];
}

it.skipIf(process.platform === 'win32').each([
  ['fr_FR.UTF-8', /^Le programme Electron n’a pas pu être téléchargé\. .* ouvrez dans un navigateur/],
  [
    'en_GB.UTF-8',
    /^The program Electron could not be fetched\. .* open the address that follows in a browser/,
  ],
])('says first, in %s, what takes the place of the window', async (locale, words) => {
  await using folder = await temporaryFolder();
  expect(await started(folder.path, locale)).toMatch(words);
});
