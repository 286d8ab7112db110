import { randomUUID } from 'node:crypto';
import type { DeafCause, DeafPeriod } from '../../shared/silence/hearing';
import { longestMs } from './clock-trust';

/**
 * A moment: by a clock of an earlier run (ms since the epoch), or by the uptime. A date from the uptime follows the clock
 * when it is set.
 */
export type Moment = { readonly at: number } | { readonly uptimeMs: number };

/** A deaf period whose dates follow the clock. */
export interface DatedPeriod {
  id: string;
  readonly cause: DeafCause;
  checked: DeafPeriod['checked'];
  from: Moment;
  /** It surely lasted at this uptime: a limit for a beginning that an earlier run's clock dates. */
  readonly lastedAtUptimeMs: number;
  /** Since when we hear again; null while we do not. */
  heardAtUptimeMs: number | null;
  isAtLeast: boolean;
  /** As it was last reported. */
  told: DeafPeriod | null;
}

export interface Dating {
  readonly at: (uptimeMs: number) => number;
  readonly uptimeMs: number;
  /** Whether the end can be dated. */
  readonly isSure: boolean;
}

const iso = (instant: number): string => new Date(instant).toISOString();

/** Rounding of clock and uptime makes dates of the same moment differ by less than this. */
const sameMs = 5_000;

/** The period as it must be reported now. */
export function periodAt(period: DatedPeriod, { at, uptimeMs, isSure }: Dating): DeafPeriod {
  const heardAt = period.heardAtUptimeMs;
  const to = heardAt !== null && isSure ? at(heardAt) : null;
  const begun = 'at' in period.from ? period.from.at : at(period.from.uptimeMs);
  const lasted = at(period.lastedAtUptimeMs);
  // Where dates differ only by rounding, keep the recorded ones.
  const latest = isSure && lasted < begun - sameMs ? lasted : begun;
  const from = isSure ? Math.max(latest, (to ?? at(uptimeMs)) - longestMs) : latest;
  return {
    id: period.id,
    cause: period.cause,
    checked: period.checked,
    from: iso(from),
    to: to === null ? null : iso(to),
    ...(period.isAtLeast && { since: 'at-least' as const }),
    ...(heardAt !== null && to === null && { until: 'unknown' as const }),
  };
}

/**
 * The records to write after dates have moved. The ledger stores a period in the document of its first month: if it moves
 * to another month it continues under a new id, and the old one becomes empty.
 */
export function retell(period: DatedPeriod, next: DeafPeriod): readonly DeafPeriod[] {
  const { told } = period;
  period.told = next;
  if (told === null || told.from.slice(0, 7) === next.from.slice(0, 7)) return [next];
  period.id = randomUUID();
  period.told = { ...next, id: period.id };
  const { until: _until, ...nothingLeft } = told;
  return [{ ...nothingLeft, to: told.from }, period.told];
}

export function tellsTheSame(one: DeafPeriod | null, other: DeafPeriod): boolean {
  if (one === null) return false;
  const near = (first: string | null, second: string | null): boolean =>
    first === null || second === null
      ? first === second
      : Math.abs(Date.parse(first) - Date.parse(second)) < sameMs;
  return (
    near(one.from, other.from) &&
    near(one.to, other.to) &&
    one.since === other.since &&
    one.until === other.until
  );
}
