import * as v from 'valibot';
import { projectPayment } from '../access/project-payment';
import { doubts, type Payment, type Verification } from '../payment/payment';

/**
 * A row of kind `card`: one payment as a counter knows it, where the relay's calls do not tell everything. A person or a
 * file added it, it came to the counter's own address, or something was found out later.
 */
export type PaymentCard = v.InferOutput<typeof paymentCard>;

const instant = v.pipe(v.string(), v.isoTimestamp());
/** No provider sends longer texts, and a row has no room for them. */
const short = v.pipe(v.string(), v.maxLength(200));
const amount = v.nullable(v.number());

const verification = v.variant('kind', [
  v.object({ kind: v.literal('announced') }),
  v.object({ kind: v.picklist(['verified', 'reversed']), at: instant }),
  v.object({ kind: v.literal('disputed'), at: instant, difference: short }),
  v.object({
    kind: v.literal('settled'),
    at: instant,
    outcome: v.picklist(['received', 'not-received']),
    by: v.nullable(short),
    difference: short,
  }),
]);

const payment = v.object({
  provider: short,
  mode: v.picklist(['live', 'sandbox']),
  event: v.nullable(short),
  transactionId: v.nullable(short),
  status: v.picklist(['success', 'failed', 'check']),
  amountXof: amount,
  amountAsGiven: v.exactOptional(short),
  feesXof: amount,
  method: v.nullable(short),
  performedAt: v.nullable(instant),
  receivedAt: instant,
  /** A newer counter may have reasons that this version has no words for. */
  doubts: v.pipe(
    v.array(v.string()),
    v.transform((named) => doubts.filter((doubt) => named.includes(doubt))),
  ),
  deliveries: v.number(),
  claim: v.nullable(v.object({ by: short, via: v.exactOptional(short), at: instant })),
  verification,
  found: v.exactOptional(v.object({ how: v.picklist(['typed', 'imported']), by: short, at: instant })),
  givenBack: v.exactOptional(v.object({ how: v.picklist(['wholly', 'partly']), at: instant })),
});

export const paymentCard = v.object({
  /** The counter's number; null: it does not know its own yet. */
  counter: v.nullable(v.number()),
  /** The business day on which the counter counts it. */
  day: v.pipe(v.string(), v.isoDate()),
  payment,
});

/** A counter's card of a payment. It does not tell who paid. */
export function cardOf(stored: Payment, day: string, counter: number | null): PaymentCard {
  const { method, event, claim, found, givenBack, amountAsGiven } = projectPayment('owner-view', stored);
  const { provider, mode, transactionId, status, amountXof, feesXof, performedAt, receivedAt } = stored;
  return {
    counter,
    day,
    payment: {
      ...{
        provider,
        mode,
        event,
        transactionId,
        status,
        amountXof,
        feesXof,
        method,
        performedAt,
        receivedAt,
      },
      ...(amountAsGiven !== undefined && { amountAsGiven }),
      doubts: [...stored.doubts],
      deliveries: Math.min(stored.deliveries, 1),
      claim: claim && { by: claim.by, at: claim.at, ...(claim.via !== undefined && { via: claim.via }) },
      verification: stored.verification,
      ...(found && { found }),
      ...(givenBack && { givenBack }),
    },
  };
}

/** Whether the calls alone do not tell how a payment stands. */
export function isCorrected({ found, givenBack, verification: { kind } }: Payment): boolean {
  return found !== undefined || givenBack !== undefined || !(kind === 'announced' || kind === 'verified');
}

/** The later finding. */
export function latestOf(one: Verification, other: Verification): Verification {
  const instantOf = (found: Verification): string => ('at' in found ? found.at : '');
  return instantOf(other) < instantOf(one) ? one : other;
}
