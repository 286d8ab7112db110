import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Electron 25 (Node 18, Chromium 114) is the oldest that must run what is built here. */
const oldestNode = 'node18.15';
const oldestChromium = 'chrome114';

/**
 * V8 keeps a program's text for as long as it runs, in two bytes a letter where a single one is not of Latin-1. Outside of
 * strings, templates and patterns there is none.
 */
const inLatin1: Plugin = {
  name: 'in-latin-1',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\xff]/g, escaped);
  },
};

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export default defineConfig({
  main: {
    plugins: [inLatin1],
    build: {
      target: oldestNode,
      sourcemap: true,
      rolldownOptions: {
        input: { index: 'src/main/index.ts' },
        output: {
          ...{ format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
          // Names stay, for the records of crashes.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      target: oldestNode,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      target: oldestChromium,
      minify: true,
      rolldownOptions: { input: { index: 'renderer/index.html', audio: 'renderer/audio.html' } },
    },
  },
});
