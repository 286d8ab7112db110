import { defineConfig } from 'vite';
import { listBundledPackages } from './scripts/bundled-packages';

/** The small page of the shop's other screens. Chromium 69 is that of TVs of 2020 and the oldest with BigInt besides. */
export default defineConfig({
  root: 'renderer/screen',
  base: './',
  plugins: [listBundledPackages('screen')],
  publicDir: '../../assets/screen',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome69', 'firefox68', 'safari14'],
    outDir: '../../out/screen',
    emptyOutDir: true,
    modulePreload: false,
    minify: true,
  },
});
