import type { DeafPeriod } from '../../../shared/silence/hearing';
import { watchHearing, type HearingWatch } from '../../hearing/watch-hearing';
import type { Intake } from '../../intake/intake';
import type { PublicSide } from '../../tunnel/public-side';
import type { Derived, Part } from '../derived';

interface SilencesParts {
  readonly tunnel: Part<PublicSide>;
  readonly onPeriod: (period: DeafPeriod) => void;
  /** A deaf period was written to the ledger, or changed there. */
  readonly onWritten: () => void;
}

/** The record of when payments could not be heard. */
export async function openSilences(
  derived: Derived,
  { dataDir, ledger, log, clocks, notices, state, onFact }: Intake,
  { tunnel, onPeriod, onWritten }: SilencesParts,
): Promise<Part<HearingWatch>> {
  const silences = await derived.open(
    'silences',
    async () => {
      const watch = await watchHearing({
        dataDir,
        ledger,
        log,
        trust: clocks.trust,
        onPeriod,
        onWritten,
        clock: derived.clockFor('silences'),
        onClock(isWrong) {
          if (isWrong) notices.raise({ kind: 'clock-wrong' });
          else notices.clear('clock-wrong');
        },
        onStoodStill: () => tunnel.use((side) => side.probe()),
      });
      // If it opens late, it has missed the facts that led here.
      if (state().receiver.kind === 'listening') watch.hears(state().hearing);
      return watch;
    },
    (watch) => watch.stop(),
  );
  onFact((fact, led) => silences.use((watch) => watch.follow(fact, led)));
  return silences;
}
