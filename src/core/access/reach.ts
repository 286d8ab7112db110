import { mostReportDays } from '../../shared/bridge/report-commands';
import { dayAfter } from '../../shared/calendar';
import type { Day, Payment } from '../../shared/payment/payment';
import { reachOf, type Role } from '../../shared/access/roles';
import { placeOf } from '../ledger/payment-id';

/** A payment shortly before midnight still counts as today's for an hour, so that its goods can be handed over. */
export const afterMidnightMs = 60 * 60_000;

/** Days, both included; one that is left out sets no bound. */
interface Days {
  readonly from?: Day;
  readonly to?: Day;
}

/** The fields that tell a payment's day. */
export type Reached = Pick<Payment, 'id' | 'receivedAt' | 'performedAt' | 'found'>;

/** How far back a caller may look. */
export interface Reaching {
  /** The part of the requested days that the role may see; null where it may see none. */
  cut<Asked extends Days>(role: Role, asked: Asked): Asked | null;
  /** Whether the role may see that day. */
  isOf(role: Role, day: Day): boolean;
  /**
   * Payments of the last hour count as today's: by their receipt, or by when they were paid if they were recovered
   * later.
   */
  includes(role: Role, payment: Reached): boolean;
}

export function createReach({
  now,
  today,
}: {
  readonly now: () => number;
  readonly today: () => Day;
}): Reaching {
  const daysOf = (role: Role): Required<Days> | null => {
    const reach = reachOf[role];
    if (reach === 'all') return null;
    const last = today();
    return { from: reach === 'today' ? last : dayAfter(last, 1 - mostReportDays), to: last };
  };
  const isOf = (role: Role, day: Day): boolean => {
    const reach = daysOf(role);
    return reach === null || (day >= reach.from && day <= reach.to);
  };
  return {
    cut(role, asked) {
      const reach = daysOf(role);
      if (reach === null) return asked;
      const from = later(reach.from, asked.from ?? reach.from);
      const to = earlier(reach.to, asked.to ?? reach.to);
      return from > to ? null : { ...asked, from, to };
    },
    isOf,
    includes(role, { id, receivedAt, performedAt, found }) {
      const day = placeOf(id)?.day;
      if (reachOf[role] === 'all' || (day !== undefined && isOf(role, day))) return true;
      // A recovered payment was received just now, however old it is.
      const ageMs = now() - Date.parse(found === undefined ? receivedAt : (performedAt ?? ''));
      return ageMs >= 0 && ageMs < afterMidnightMs;
    },
  };
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
