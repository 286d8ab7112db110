import * as v from 'valibot';
import type { DeafPeriod } from '../silence/hearing';
import { command, day } from './command';

export const hearingCommands = {
  /**
   * Those that touch the days from `from` to `to`, may have missed a payment, and began after `after`, at `until` or
   * before; the earliest first. Null: no bound.
   * Without the owner's PIN: today's only.
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
  /** `by` looked into KKiaPay's dashboard for what came while we were deaf. Periods that last are left as they are. */
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
