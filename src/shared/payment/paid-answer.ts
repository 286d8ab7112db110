import { mayHaveMissed, type DeafPeriod } from '../silence/hearing';
import { untilOpen, type OpeningHours } from '../silence/opening-hours';
import { effectiveStatusOf, type Payment } from './payment';
import { contradictsPayer, hasDigits, matchesClue, type Clue } from './paid-clue';

interface Listed {
  readonly payments: readonly Payment[];
  /** How many payments match, where not all are listed. */
  readonly count?: number;
}

/** What the counter may answer to "the customer says they paid". Only `free` lets the goods go. */
export type PaidAnswer =
  /**
   * Received, and nothing was handed over for it. With more than one, ask the customer for more details. `count`: of all
   * that match.
   */
  | { readonly kind: 'free'; readonly payments: readonly Payment[]; readonly count: number }
  /** A payment matches, and must be looked at first: a doubt, a difference, a reversal. */
  | ({ readonly kind: 'doubtful' } & Listed)
  /** Every match was handed over before. `deaf`: the customer's own may have come in these periods. */
  | ({ readonly kind: 'handed-over'; readonly deaf: readonly DeafPeriod[] } & Listed)
  /** `failed`: matching payments that failed. */
  | { readonly kind: 'not-received'; readonly failed: readonly Payment[] }
  | {
      readonly kind: 'not-received-but-deaf';
      readonly failed: readonly Payment[];
      readonly deaf: readonly DeafPeriod[];
    };

export interface PaidQuestion {
  readonly clue: Clue;
  /** Of the time in question, newest first. */
  readonly payments: readonly Payment[];
  /** Deaf periods that touch that time, earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  readonly openingHours: OpeningHours | null;
  readonly utcOffsetMinutes: number;
  readonly now: number;
}

/** Calls come within seconds: a longer delay is worth showing. */
const longWayMs = 60 * 60_000;

/** When the payment was made, where that is long before its call came: so that nobody takes it for another's. */
export function paidLongBefore({ performedAt, receivedAt }: Payment): string | null {
  if (performedAt === null) return null;
  return Date.parse(receivedAt) - Date.parse(performedAt) >= longWayMs ? performedAt : null;
}

/** More than these do not help to choose. */
const mostShown = 5;

/**
 * Answers from the payments alone. Only live money counts: free payments first, then those that a look at the provider
 * may free. Never a plain "not received" while a deaf period within opening hours is unchecked.
 */
export function answerPaid(question: PaidQuestion): PaidAnswer {
  const live = question.payments.filter(({ mode }) => mode === 'live');
  const fitting = live.filter((payment) => matchesClue(payment, question.clue));
  const shown = (payments: readonly Payment[]): readonly Payment[] => payments.slice(0, mostShown);
  const listed = (all: readonly Payment[]): Listed => ({
    payments: shown(all),
    ...(all.length > mostShown ? { count: all.length } : {}),
  });
  const of = (use: Use): readonly Payment[] => fitting.filter((payment) => useOf(payment) === use);

  const free = of('free');
  if (free.length > 0) return { kind: 'free', payments: shown(free), count: free.length };
  const doubtful = of('doubtful');
  if (doubtful.length > 0) return { kind: 'doubtful', ...listed(doubtful) };
  const deaf = question.deafPeriods.filter((period) => mayHide(period, question));
  const handedOver = of('handed-over');
  if (handedOver.length > 0) return { kind: 'handed-over', ...listed(handedOver), deaf };
  // A payment whose amount could not be read may be the one.
  const unreadable = live.filter(
    (payment) =>
      payment.amountXof === null &&
      useOf(payment) === 'doubtful' &&
      !contradictsPayer(payment, question.clue),
  );
  // A whole telephone number is no amount. But a call that named no payer may be this customer's.
  const mayBe = unreadable.filter(
    ({ account }) => question.clue.amountXof !== null || (account === null && hasDigits(question.clue)),
  );
  if (mayBe.length > 0) return { kind: 'doubtful', ...listed(mayBe) };
  const failed = shown(of('failed'));
  return deaf.length > 0 ? { kind: 'not-received-but-deaf', failed, deaf } : { kind: 'not-received', failed };
}

type Use = 'free' | 'doubtful' | 'handed-over' | 'failed';

function useOf(payment: Payment): Use {
  const effective = effectiveStatusOf(payment);
  if (effective === 'failed') return 'failed';
  if (payment.claim !== null) return 'handed-over';
  return effective === 'success' && payment.givenBack === undefined ? 'free' : 'doubtful';
}

function mayHide(period: DeafPeriod, question: PaidQuestion): boolean {
  const { from, to, checked } = period;
  if (checked !== null || !mayHaveMissed(period)) return false;
  const start = Date.parse(from);
  const end = to === null ? question.now : Date.parse(to);
  return untilOpen(question.openingHours, start, question.utcOffsetMinutes) < Math.max(1, end - start);
}
