import type { Intake } from '../../intake/intake';
import { forgetPayersInTime } from '../../retention/forget-payers';
import { watchDay } from '../../watch-day';
import type { Technician } from '../../technician/technician';
import type { Derived, Part } from '../derived';
import type { Today } from './open-today';

/** What happens when a day begins: its own totals, and payers whose time is over are removed. */
export interface Days {
  readonly forgetInTime: () => void;
  readonly close: () => void;
}

export async function followDays(
  derived: Derived,
  { ledger, settings, clock, offset, helperClock, state, today }: Intake,
  { refreshInBackground }: Today,
  technician: Part<Technician>,
): Promise<Days> {
  const retention = await derived.open('retention', () => {
    const forget = (): void => forgetPayersInTime({ ledger, settings, clock, utcOffsetMinutes: offset });
    forget();
    return { forget };
  });
  const forgetInTime = (): void => {
    retention.use(({ forget }) => forget());
    technician.use(({ forget }) => forget());
  };
  const stopWatching = watchDay(
    clock,
    () => {
      helperClock.now(); // ask each hour, so that it remembers the latest time even where nobody else asks
      return state().today.day !== today();
    },
    () => {
      forgetInTime();
      refreshInBackground();
    },
  );
  return { forgetInTime, close: stopWatching };
}
