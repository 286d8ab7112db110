import { mayHaveMissed } from '../../../shared/silence/hearing';
import type { Intake } from '../../intake/open-intake';
import type { Derived } from '../derived';

/** Totals that could not be read are asked for again after this. */
const refreshAgainMs = 5_000;

/** The day's totals and deaf periods, as they are shown. */
export interface Today {
  /** Reads them anew; resolves whether or not that worked. */
  readonly refresh: () => Promise<void>;
  readonly refreshInBackground: () => void;
  readonly close: () => void;
}

export async function openToday(
  derived: Derived,
  { clock, ledger, dispatch, today, runInBackground }: Intake,
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
  const refresh = async (): Promise<void> => {
    if ((await totals.ask((opened) => opened.refresh())) !== null) return;
    cancel ??= clock.after(refreshAgainMs, () => {
      cancel = null;
      return refresh();
    });
  };
  await refresh();
  return {
    refresh,
    refreshInBackground: () => runInBackground('the totals', refresh),
    close: () => cancel?.(),
  };
}
