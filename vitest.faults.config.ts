import { defineConfig } from 'vitest/config';

/** The faults of `npm test` at full length: thousands of simulated cuts, hundreds of kills. Takes many minutes. */
export default defineConfig({
  test: {
    include: [
      'test/faults/**/*.test.ts',
      'test/integration/import-command.test.ts',
      'test/integration/ledger-failing-disk.test.ts',
      'test/integration/locked-commands.test.ts',
      'test/integration/receiver-fuzz.test.ts',
      'test/integration/relay-collect.test.ts',
      'test/integration/screens.test.ts',
      'test/unit/export-files.test.ts',
      'test/unit/screen-pairing.test.ts',
      'test/unit/voice.test.ts',
    ],
    globalSetup: ['test/support/folders-in-memory.ts', 'test/support/shared-templates.ts'],
    env: {
      COMPTOIR_TRIALS: '2000',
      COMPTOIR_KILLS: '200',
      COMPTOIR_RELAY_KILLS: '20',
      COMPTOIR_RELAYED: '300',
      COMPTOIR_RELAY_CALLS: '20000',
      COMPTOIR_RELAY_CUTS: '12',
      COMPTOIR_CUTS: '24',
      COMPTOIR_ROWS: '60000',
      COMPTOIR_STOPPED_S: '60',
      COMPTOIR_DAMAGES: '10000',
    },
    testTimeout: 60_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
