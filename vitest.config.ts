import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,integration,faults}/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/fixed-seed.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
