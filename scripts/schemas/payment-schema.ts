import * as v from 'valibot';
import { instant, modeSchema, whole, type Same } from './shapes';
import type { Payment } from '../../src/shared/payment/payment';

/** A payment, as `comptoir list --json` prints it and as the facts of `comptoir serve` carry it. */

const text = v.nullable(v.string());
const francs = v.nullable(v.pipe(whole, v.description('Whole francs (XOF); null where it is not known')));

const claim = v.pipe(
  v.object({
    by: v.string(),
    via: v.exactOptional(v.string()),
    counter: v.exactOptional(
      v.pipe(whole, v.description('The number of the counter among those that share a relay')),
    ),
    at: instant,
  }),
  v.description('Handed over to one customer: by whom, at which other screen, and when'),
);

const verification = v.pipe(
  v.variant('kind', [
    v.object({ kind: v.literal('announced') }),
    v.object({ kind: v.literal('verified'), at: instant }),
    v.object({ kind: v.literal('reversed'), at: instant }),
    v.object({ kind: v.literal('disputed'), at: instant, difference: v.string() }),
    v.object({
      kind: v.literal('settled'),
      at: instant,
      outcome: v.picklist(['received', 'not-received']),
      by: v.pipe(v.nullable(v.string()), v.description('The owner, by name or empty; null: the provider')),
      difference: v.string(),
    }),
  ]),
  v.description(
    'How it is known: `reversed` and `disputed` ones count as `check`, ones settled as `not-received` as `failed`',
  ),
);

const doubt = v.picklist([
  ...['contradiction', 'unknown-event', 'unreadable', 'not-utf8', 'other-currency'],
  ...['amount-missing', 'amount-zero', 'amount-as-text', 'amount-odd', 'amount-changed'],
  ...['fees-odd', 'flag-missing', 'wrapped', 'given-back', 'given-back-partly'],
  ...['id-missing', 'time-odd', 'typed-by-hand'],
] as const);

export const paymentSchema = v.pipe(
  v.object({
    id: v.string(),
    provider: v.pipe(v.string(), v.description('`kkiapay` or `fedapay`')),
    mode: modeSchema,
    transactionId: text,
    status: v.pipe(
      v.picklist(['success', 'failed', 'check']),
      v.description('What was announced; `check`: authenticated, and not sure, for the reasons in `doubts`'),
    ),
    event: v.pipe(text, v.description('The provider’s own name of it')),
    amountXof: francs,
    amountAsGiven: v.exactOptional(
      v.pipe(
        v.string(),
        v.description('An amount in another currency, with its name: to be shown, never summed'),
      ),
    ),

    feesXof: francs,
    method: text,
    account: v.pipe(text, v.description('The payer’s number, as received')),
    label: text,
    partnerId: text,
    stateData: v.pipe(v.unknown(), v.description('What the shop’s own page passed along: any JSON')),
    performedAt: v.pipe(v.nullable(instant), v.description('As the provider states it')),
    receivedAt: v.pipe(instant, v.description('When the first copy came')),
    deliveries: v.pipe(
      whole,
      v.minValue(0),
      v.description('How many times it was delivered; 0 for one that no call announced'),
    ),
    failureCode: text,
    failureMessage: text,
    doubts: v.pipe(v.array(doubt), v.readonly()),
    claim: v.nullable(claim),
    alsoClaimed: v.exactOptional(
      v.pipe(
        v.array(claim),
        v.readonly(),
        v.description('Handed over at other counters too, while they could not ask each other'),
      ),
    ),
    verification,
    found: v.exactOptional(
      v.pipe(
        v.object({ how: v.picklist(['typed', 'imported']), by: v.string(), at: instant }),
        v.description('No call announced it: a person put it in later'),
      ),
    ),
    twinOf: v.exactOptional(
      v.pipe(v.string(), v.description('`id` of an earlier one, perhaps of the same sale')),
    ),
    givenBack: v.exactOptional(v.object({ how: v.picklist(['wholly', 'partly']), at: instant })),
    takenBack: v.exactOptional(whole),
    forgotten: v.exactOptional(v.pipe(v.literal(true), v.description('What tells of the payer was removed'))),
  }),
  v.title('A payment'),
);

/** The schema matches the type exactly; else this line does not compile. */
export const paymentIsWhole: Same<v.InferOutput<typeof paymentSchema>, Payment> = true;
