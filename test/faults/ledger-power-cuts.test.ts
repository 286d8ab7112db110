import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { openLedgerReader } from '../../src/core/ledger/open-ledger-reader';
import { trial } from '../support/ledger-trial';

const trials = Number(process.env.COMPTOIR_TRIALS ?? 20);

describe('a disk that forgets what was not flushed', () => {
  it(`loses nothing acknowledged in ${trials} trials of four lives each`, { timeout: 600_000 }, async () => {
    for (let seed = 0; seed < trials; seed += 1) {
      await expect(trial(seed, { openLedger, openLedgerReader }), `seed ${seed}`).resolves.toBeUndefined();
    }
  });
});
