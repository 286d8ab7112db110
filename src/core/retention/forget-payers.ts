import { dayMonthsBefore } from '../../shared/calendar';
import type { Day } from '../../shared/payment/payment';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';

export interface RetentionParts {
  readonly ledger: Pick<Ledger, 'forgetPayersBefore'>;
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly utcOffsetMinutes: () => number;
}

/** The first day whose payers are kept; empty where all are. */
export function knownSince({ settings, clock, utcOffsetMinutes }: Omit<RetentionParts, 'ledger'>): Day {
  const { retentionMonths } = settings.current();
  return retentionMonths === null ? '' : dayMonthsBefore(clock.now(), retentionMonths, utcOffsetMinutes());
}

/**
 * Removes the payers of payments older than the shop's setting. Called when a day begins, and when the setting changes.
 */
export function forgetPayersInTime(parts: RetentionParts): void {
  parts.ledger.forgetPayersBefore(knownSince(parts));
}
