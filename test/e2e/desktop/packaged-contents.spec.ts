import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { missingPackage, packagedProgram } from '../support/packaged-app';

test.skip(missingPackage !== null, missingPackage ?? '');
const folder = dirname(packagedProgram);
const archive = join(folder, 'resources/app.asar');

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
}

/** The archive begins with the length of its table of contents, which is JSON. */
function filesIn(file: string): string[] {
  const bytes = readFileSync(file);
  const table = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as ArchiveEntry;
  const walk = (entry: ArchiveEntry, path: string): string[] =>
    entry.files === undefined
      ? [path]
      : Object.entries(entry.files).flatMap(([name, child]) =>
          walk(child, path === '' ? name : `${path}/${name}`),
        );
  return walk(table, '');
}

test('the archive holds the built app, its pictures and what it needs to run, and nothing else', () => {
  const files = filesIn(archive);
  expect(files).toContain('out/main/index.cjs');
  expect(files).toContain('out/tunnel/ngrok-child.cjs');
  const own = files.filter((file) => !file.startsWith('node_modules/'));
  expect(
    own.filter(
      (file) => !/^(package\.json|out\/(main|preload|tunnel|renderer|screen)\/|assets\/)/.test(file),
    ),
  ).toEqual([]);
  expect(
    files.filter((file) => /\.(map|ts|tsx)$|(^|\/)(tests?\/|\.env|settings\.json|secrets)/.test(file)),
  ).toEqual([]);
  const packages = new Set(files.map((file) => /^node_modules\/([^@/]+|@[^/]+\/[^/]+)\//.exec(file)?.[1]));
  for (const tool of ['vite', 'vitest', 'electron', 'typescript', 'express', 'preact', '@playwright/test'])
    expect(packages).not.toContain(tool);
});

test('one tunnel part, for this system, is outside the archive; no other system’s program is', async () => {
  const unpacked = join(folder, 'resources/app.asar.unpacked/node_modules');
  expect((await readdir(join(unpacked, '@ngrok'))).sort()).toEqual(['ngrok', 'ngrok-linux-x64-gnu']);
  expect(existsSync(join(unpacked, '@ngrok/ngrok-linux-x64-gnu/ngrok.linux-x64-gnu.node'))).toBe(true);
  expect(existsSync(join(unpacked, 'node-notifier/vendor/snoreToast'))).toBe(false);
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false);
  expect((await readdir(join(folder, 'locales'))).sort()).toEqual(['en-GB.pak', 'en-US.pak', 'fr.pak']);
});

test('nothing of this computer is in the archive', () => {
  const text = readFileSync(archive, 'latin1');
  expect(text.includes(process.cwd())).toBe(false);
  expect(/-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]/.test(text)).toBe(false);
});
