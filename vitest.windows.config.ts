import { defineConfig } from 'vitest/config';

/**
 * The built command line on the Windows build of Node: `npm run test:windows`, with COMPTOIR_WINDOWS_RUN naming a program that
 * runs `node ARGUMENT...` there, as under Wine on Linux.
 */
export default defineConfig({
  test: { include: ['test/windows/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
