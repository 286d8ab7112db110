import type { MissingPayments } from '../../shared/payment/missing';
import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Day, Payment } from '../../shared/payment/payment';
import type { Language } from '../../shared/settings/preferences';

/** Everything that a file is made from. */
export interface ExportSource {
  readonly language: Language;
  /** The shop's zone. */
  readonly utcOffsetMinutes: number;
  /** ISO instant. */
  readonly exportedAt: string;
  readonly from?: Day;
  readonly to?: Day;
  /** In the order of arrival, some at a time: a million are never in memory together. */
  readonly payments: AsyncIterable<readonly Payment[]>;
  /** The earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  /** Received in that time, and lost since; null where none are. */
  readonly missing: MissingPayments | null;
}
