import type { Intake } from '../../intake/intake';
import type { Derived } from '../derived';
import type { Today } from './open-today';
import { watchDamage } from './watch-damage';

/** Reads the ledger's documents regularly to find damage. */
export async function openDamageWatch(
  derived: Derived,
  { ledger, notices }: Intake,
  today: Today,
): Promise<void> {
  await derived.open(
    'damage',
    () =>
      watchDamage({
        ledger,
        notices,
        onScrubbed: today.refresh,
        clock: derived.clockFor('damage'),
        runInBackground: (_what, look) => derived.guard('damage', look),
      }),
    (watch) => watch.stop(),
  );
}
