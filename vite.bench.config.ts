import { defineConfig } from 'vite';
import { inLatin1, onlyUtf8 } from './scripts/bundle';

/** The benches, as plain Node runs them: what they measure is bundled like the command line, their peers are not. */
export default defineConfig({
  plugins: [inLatin1],
  resolve: { alias: onlyUtf8 },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/bench',
    rolldownOptions: {
      input: {
        receiver: 'test/bench/receiver-bench.ts',
        'receiver-server': 'test/bench/receiver-bench-server.ts',
        'empty-server': 'test/bench/empty-server.ts',
        ledger: 'test/bench/ledger-bench.ts',
        export: 'test/bench/export-bench.ts',
        import: 'test/bench/import-bench.ts',
        window: 'test/bench/window-bench.ts',
        screens: 'test/bench/screens-bench.ts',
        search: 'test/bench/search-bench.ts',
        desktop: 'test/bench/desktop-bench.ts',
        data: 'test/bench/data-bench.ts',
        relay: 'test/bench/relay-bench.ts',
        'relay-server': 'test/bench/relay-bench-server.ts',
        'post-worker': 'test/bench/post-worker.ts',
        'ledger-worker': 'test/bench/ledger-bench-worker.ts',
      },
      // Found beside the repository's own packages, where its programs are.
      external: ['@playwright/test'],
      // Side by side, for the paths that lead from them to the built programs.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-part.js' },
    },
  },
  ssr: { noExternal: true },
});
