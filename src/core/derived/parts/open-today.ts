import { mayHaveMissed } from '../../../shared/silence/hearing';
import type { Intake } from '../../intake/intake';
import type { Ledger } from '../../ledger/ledger';
import { createSharedRuns } from '../../shared-runs';
import type { Derived } from '../derived';

/** The pause before totals that could not be read are read again. */
const refreshAgainMs = 5_000;

/** The day's totals and deaf periods in the state. */
export interface Today {
  /** Reads them again; resolves even if that fails. */
  readonly refresh: () => Promise<void>;
  readonly refreshInBackground: () => void;
  readonly close: () => void;
}

type TodayParts = Pick<Intake, 'clock' | 'dispatch' | 'today' | 'runInBackground'> & {
  readonly ledger: Pick<Ledger, 'day' | 'deafPeriods'>;
};

export async function openToday(
  derived: Derived,
  { clock, ledger, dispatch, today, runInBackground }: TodayParts,
): Promise<Today> {
  const totals = await derived.open('totals', () => ({
    async refresh(): Promise<true> {
      const day = today();
      const deaf = (await ledger.deafPeriods(day, day)).filter(mayHaveMissed);
      dispatch({ kind: 'today-changed', today: await ledger.day(day), deaf });
      return true;
    },
  }));
  let cancel: (() => void) | null = null;
  // A relay may deliver hundreds of payments at once, and they need only one new total.
  const refresh = createSharedRuns(async (): Promise<void> => {
    if ((await totals.ask((opened) => opened.refresh())) !== null) return;
    cancel ??= clock.after(refreshAgainMs, () => {
      cancel = null;
      return refresh();
    });
  });
  await refresh();
  return {
    refresh,
    refreshInBackground: () => runInBackground('the totals', refresh),
    close: () => cancel?.(),
  };
}
