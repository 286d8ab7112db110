import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import { listBundledPackages } from './scripts/bundled-packages';

const outDir = join(import.meta.dirname, 'out/phone');
const target = ['chrome79', 'firefox78', 'safari14'];

/**
 * The page that a relay serves to owners' phones, and its service worker: `--mode worker` builds that one behind the page,
 * whose files it names.
 */
export default defineConfig(({ mode }) => (mode === 'worker' ? worker() : page()));

function page(): UserConfig {
  return {
    root: 'renderer/phone',
    base: './',
    plugins: [listBundledPackages('phone')],
    publicDir: '../../assets/phone',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { target, outDir, emptyOutDir: true, modulePreload: false, minify: true },
  };
}

function worker(): UserConfig {
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'worker.js')
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)))
    .sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(readFileSync(join(outDir, file)));
  // The page is asked for by its folder.
  const shellFiles = files.map((file) => (file === 'index.html' ? './' : file));
  return {
    publicDir: false,
    plugins: [listBundledPackages('phone-worker')],
    define: {
      shellFiles: JSON.stringify(shellFiles),
      shellDigest: JSON.stringify(digest.digest('hex').slice(0, 16)),
    },
    build: {
      target,
      outDir,
      emptyOutDir: false,
      minify: true,
      // A classic script: not every browser takes a module there.
      rolldownOptions: {
        input: 'renderer/phone/worker/worker.ts',
        output: { format: 'iife', entryFileNames: 'worker.js' },
      },
    },
  };
}
