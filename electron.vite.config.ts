import { defineConfig } from 'electron-vite';
import { listBundledPackages } from './scripts/bundled-packages';
import { assetFileNames, voiceClips } from './scripts/voice-clips';
import { inLatin1, notForNpm, onlyUtf8, smallWithNames } from './scripts/bundle';

/** Electron 25 (Node 18, Chromium 114) is the oldest that must run what is built here. */
const oldestNode = 'node18.15';
const oldestChromium = 'chrome114';

export default defineConfig({
  main: {
    plugins: [inLatin1, notForNpm, listBundledPackages('main')],
    resolve: { alias: onlyUtf8 },
    build: {
      target: oldestNode,
      sourcemap: true,
      rolldownOptions: {
        input: { index: 'src/main/index.ts' },
        output: {
          ...{ format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
          minify: smallWithNames,
        },
      },
    },
  },
  preload: {
    plugins: [listBundledPackages('preload')],
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
    plugins: [voiceClips, listBundledPackages('renderer')],
    build: {
      target: oldestChromium,
      minify: true,
      rolldownOptions: {
        input: { index: 'renderer/index.html', audio: 'renderer/audio.html' },
        output: { assetFileNames },
        // The window needs the bridge's limits, and none of the guards beside them: a table's line does nothing but say so.
        treeshake: { manualPureFunctions: ['command'] },
      },
    },
  },
});
