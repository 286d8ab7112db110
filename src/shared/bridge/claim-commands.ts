import * as v from 'valibot';
import type { PaidAnswer } from '../payment/paid-answer';
import type { Payment } from '../payment/payment';
import { longestHelperName } from '../settings/bounds';
import { pin } from './access-commands';
import { command } from './command';

const helper = {
  /** Empty: nobody; for a deed, the helper who has the counter. */
  by: v.pipe(v.string(), v.trim(), v.maxLength(longestHelperName)),
  /** Their own, where they have one. */
  code: v.exactOptional(pin()),
} as const;
const deed = v.strictObject({ id: v.pipe(v.string(), v.maxLength(100)), ...helper });

/**
 * One payment, one claim. Each deed answers with the payment as it is now.
 * Without the owner's PIN: today's and the last hour's only.
 */
export const claimCommands = {
  /**
   * Compares what a customer says about a payment with today's and the last hour's; null where that is too little to
   * search by, as words that match nothing.
   */
  didHePay: command<PaidAnswer | null>(
    'helper',
    'second-counter',
  )(v.strictObject({ said: v.pipe(v.string(), v.maxLength(100)) })),
  /** The counter is this helper's from now on; empty: nobody's. Deeds without a name are then done in this one. */
  takeShift: command<null>('helper', 'second-counter')(v.strictObject(helper)),
  handOver: command<Payment>('helper', 'second-counter')(deed),
  /** The deed before it stays in the payment's history. */
  takeBack: command<Payment>('helper', 'second-counter')(deed),
} as const;
