import { defineConfig } from 'vitest/config';

/** Benches measure, so each runs alone (`npm run bench:…`) and may take minutes. */
export default defineConfig({
  test: { include: ['test/bench/**/*.bench.ts'], testTimeout: 3_600_000, hookTimeout: 60_000 },
});
