import { defineConfig } from 'vitest/config';

/** Node 25 and later bring a `localStorage` of their own, which hides the pretended browser's. */
const noWebStorage = '--no-experimental-webstorage';

export default defineConfig({
  test: {
    execArgv: [
      // Many short tests make much that dies young: with more room for it, collecting it costs half as much.
      '--max-semi-space-size=64',
      ...(process.allowedNodeEnvironmentFlags.has(noWebStorage) ? [noWebStorage] : []),
    ],
    include: ['test/{unit,integration,faults}/**/*.test.{ts,tsx}'],
    // The core behind a window under test asks the providers itself: it is no page, and knows no origin.
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    // No module keeps a state, so files of tests share what they import: a third of the processor's time is loading.
    isolate: false,
    globalSetup: ['test/support/folders-in-memory.ts', 'test/support/shared-templates.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A busy machine may take its time: what holds, holds as soon as it does.
    expect: { poll: { timeout: 10_000 } },
  },
});
