import { dayMonthsBefore } from '../../shared/calendar';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';

export interface RetentionParts {
  readonly ledger: Pick<Ledger, 'forgetPayersBefore'>;
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly utcOffsetMinutes: () => number;
}

/** Payers of payments older than the shop wants to keep are forgotten from now on. Called when a day begins, and when the wish changes. */
export function forgetPayersInTime({ ledger, settings, clock, utcOffsetMinutes }: RetentionParts): void {
  const { retentionMonths } = settings.current();
  const before =
    retentionMonths === null ? '' : dayMonthsBefore(clock.now(), retentionMonths, utcOffsetMinutes());
  ledger.forgetPayersBefore(before);
}
