import { defineConfig } from 'vite';
import { listBundledPackages } from './scripts/bundled-packages';
import { mendDriver } from './scripts/mended-driver';
import { inLatin1, onlyUtf8, smallWithNames } from './scripts/bundle';

/** The command line for plain Node: an ES module, everything bundled but the parts that are native or programs. */
export default defineConfig({
  plugins: [mendDriver, inLatin1, listBundledPackages('headless')],
  resolve: { alias: onlyUtf8 },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/headless',
    sourcemap: true,
    rolldownOptions: {
      input: { cli: 'src/headless/cli.ts' },
      external: ['@ngrok/ngrok', 'node-notifier'],
      // Side by side: what is addressed from its own place is found from each of them.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', minify: smallWithNames },
    },
  },
  ssr: { noExternal: true },
});
