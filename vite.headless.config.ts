import { defineConfig } from 'vite';

/** The command line for plain Node: an ES module, everything bundled but the parts that are native or programs. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/headless',
    sourcemap: true,
    rolldownOptions: {
      input: { cli: 'src/headless/cli.ts' },
      external: ['@ngrok/ngrok', 'node-notifier'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
  ssr: { noExternal: true },
});
