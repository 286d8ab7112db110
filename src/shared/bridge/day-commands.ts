import * as v from 'valibot';
import type { DayClose, DayView } from '../payment/day-close';
import { longestHelperName } from '../settings/bounds';
import type { Recheck } from '../payment/verification';
import { command, day } from './command';

export const dayCommands = {
  getDayView: command<DayView>('owner-looking')(v.strictObject({ day: day() })),
  /**
   * Asks the provider again about the day's payments; `state.verification.rechecking` tells how many are
   * left. The day can be closed before this ends.
   */
  recheckDay: command<Recheck>('owner')(v.strictObject({ day: day() })),
  /** Refused where nothing changed since the last close of that day. */
  closeDay: command<DayClose>('owner')(
    v.strictObject({
      day: day(),
      by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestHelperName)),
      /** Null: nobody counted it. */
      countedCashXof: v.nullable(cash()),
      /** What should be in the till; null or left out: not stated. */
      expectedCashXof: v.exactOptional(v.nullable(cash())),
    }),
  ),
  /** Newest first, at most 50. `before`: a number; null for the newest. */
  listDayCloses: command<readonly DayClose[]>('owner-looking')(
    v.strictObject({ before: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  ),
  /** On the shop's ticket printer. */
  printDayClose: command<null>('owner')(
    v.strictObject({ number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  ),
} as const;

function cash() {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999));
}
