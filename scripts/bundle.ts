import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Settings that make a bundled program load fast, because every start waits for it. */

/**
 * V8 keeps a program's text while it runs. If one character is not Latin-1, every character takes two bytes, and parsing
 * is slower. So outside strings, templates and patterns there is none.
 */
export const inLatin1: Plugin = {
  name: 'in-latin-1',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\xff]/g, escaped);
  },
};

/**
 * npm includes the file named in `main` in each package, whatever `files` says, and Electron finds the app through it.
 * Only a list beside that file keeps it out of the command line's package.
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

/** Names are kept for crash records. */
export const smallWithNames = {
  compress: false,
  mangle: false,
  codegen: { removeWhitespace: true },
} as const;

/** Express brings half a megabyte of tables for old encodings, but we only receive UTF-8. */
export const onlyUtf8 = { 'iconv-lite': fileURLToPath(new URL('only-utf-8.cjs', import.meta.url)) };
