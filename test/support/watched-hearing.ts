import { join } from 'node:path';
import { createClockComparison } from '../../src/core/diagnostics/clock-comparison';
import { createClockTrust } from '../../src/core/hearing/clock-trust';
import { readLastSign } from '../../src/core/hearing/last-sign';
import { watchHearing } from '../../src/core/hearing/watch-hearing';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import type { FakeClock } from './fake-clock';

/** The real watch on a real folder; the ledger's part is a list that can be told to refuse. */
export async function watch(folder: string, clock: FakeClock, onPeriod: () => void = () => undefined) {
  const recorded: DeafPeriod[] = [];
  const ledger = {
    refuses: false,
    recordDeafPeriod(period: DeafPeriod): Promise<void> {
      if (ledger.refuses) return Promise.reject(new Error('disk full'));
      recorded.push(period);
      return Promise.resolve();
    },
    trace: () => ({ seq: 0, ever: 0 }),
  };
  let stoodStill = 0;
  const doubts: boolean[] = [];
  const trust = createClockTrust({
    ...{ clock, comparison: createClockComparison(clock) },
    lastSign: await readLastSign({ dataDir: folder, logFolder: join(folder, 'logs'), clock }),
  });
  const hearing = await watchHearing({
    dataDir: folder,
    ledger,
    clock,
    trust,
    log: () => undefined,
    onPeriod,
    onWritten: () => undefined,
    onClock: (isWrong) => doubts.push(isWrong),
    onStoodStill: () => (stoodStill += 1),
  });
  return {
    hearing,
    clock,
    trust,
    doubts,
    ledger,
    recorded,
    stoodStill: () => stoodStill,
    settled: () => hearing.stop(),
  };
}
