import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What makes a bundled program quick to read, for every start waits for it. */

/**
 * V8 keeps a program's text for as long as it runs, in two bytes a letter where a single one is not of Latin-1, and reads it
 * more slowly then. Outside of strings, templates and patterns there is none.
 */
export const inLatin1: Plugin = {
  name: 'in-latin-1',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\xff]/g, escaped);
  },
};

/**
 * npm puts the file that `main` names into each package, whatever `files` says, and Electron finds the app by it. Only a list
 * beside that file keeps it out of the command line's package.
 */
export const notForNpm: Plugin = {
  name: 'not-for-npm',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '.npmignore', source: '*\n' });
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Names stay, for the records of crashes. */
export const smallWithNames = {
  compress: false,
  mangle: false,
  codegen: { removeWhitespace: true },
} as const;

/** Express brings half a megabyte of tables for old encodings; we are only sent UTF-8. */
export const onlyUtf8 = { 'iconv-lite': fileURLToPath(new URL('only-utf-8.cjs', import.meta.url)) };
