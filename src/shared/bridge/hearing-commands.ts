import * as v from 'valibot';
import type { DeafPeriod } from '../silence/hearing';
import { command, day } from './command';

export const hearingCommands = {
  /**
   * Deaf periods that touch the days from `from` to `to` and may have missed a payment. They began after
   * `after`, and at `until` or before; the earliest first. Null: no bound. Without the owner's PIN: only
   * today's.
   */
  listDeafPeriods: command<readonly DeafPeriod[]>(
    'helper',
    'second-counter',
    'owner-view',
  )(
    v.strictObject({
      from: v.exactOptional(day()),
      to: v.exactOptional(day()),
      after: v.nullable(instant()),
      until: v.nullable(instant()),
    }),
  ),
  /**
   * `by` looked into KKiaPay's dashboard for payments made during these periods. Periods that still last do
   * not change.
   */
  markDeafPeriodsChecked: command<null>('helper')(
    v.strictObject({
      ids: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.minLength(1), v.maxLength(200)),
      by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
    }),
  ),
} as const;

function instant() {
  return v.pipe(v.string(), v.isoTimestamp());
}
