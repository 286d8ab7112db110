import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Where each build lists the packages whose code it contains; scripts/write-notices.mjs reads all lists. */
const folder = 'out/bundled';

/** Code that a tool adds to a bundle has a name of its own, and no file. */
const writtenByTools: readonly (readonly [RegExp, string])[] = [
  [/^\0vite\//, 'vite'],
  [/^\0?rolldown\//, 'rolldown'],
];

/**
 * Lists the packages in a bundle, by the modules whose code is really in it. A package that the bundler left out needs no
 * notice, but one that a dependency brought does.
 */
export function listBundledPackages(build: string): Plugin {
  return {
    name: 'list-bundled-packages',
    async generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = new Set<string>();
      for (const id of ids) {
        const found = await packageFolderOf(id);
        if (found !== null) folders.add(found);
      }
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${build}.json`), JSON.stringify([...folders].sort()));
    },
  };
}

/** Relative to the project, with `/`: the nearest folder in node_modules with a name and a version. */
async function packageFolderOf(id: string): Promise<string | null> {
  const tool = writtenByTools.find(([pattern]) => pattern.test(id));
  if (tool !== undefined) return `node_modules/${tool[1]}`;
  const path = id.replace(/^\0/, '').replace(/\?.*$/s, '');
  const start = path.lastIndexOf(`node_modules/`);
  if (start === -1) return null;
  for (let at = dirname(path); at.length > start + 'node_modules'.length; at = dirname(at)) {
    if (await isPackage(at)) return at.slice(path.indexOf('node_modules/')).split(sep).join('/');
  }
  throw new Error(`${id} is bundled, but no package.json above it names a package`);
}

/** A package.json that only says "type": "module" for a folder does not describe a package. */
async function isPackage(at: string): Promise<boolean> {
  const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => null);
  return text !== null && /"name"\s*:/.test(text) && /"version"\s*:/.test(text);
}
