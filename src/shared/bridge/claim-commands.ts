import * as v from 'valibot';
import type { PaidAnswer } from '../payment/paid-answer';
import type { Payment } from '../payment/payment';
import { longestHelperName } from '../settings/bounds';
import { pin } from './access-commands';
import { command } from './command';

const helper = {
  /** Empty: nobody. Where it is given with a claim: the helper who has the counter. */
  by: v.pipe(v.string(), v.trim(), v.maxLength(longestHelperName)),
  /** The helper's own code, if there is one. */
  code: v.exactOptional(pin()),
} as const;
const deed = v.strictObject({ id: v.pipe(v.string(), v.maxLength(100)), ...helper });

/**
 * One payment, one claim. Each command answers with the payment as it is now. Without the owner's PIN: only
 * payments of today and of the last hour.
 */
export const claimCommands = {
  /**
   * Compares what a customer says about a payment with the payments of today and of the last hour. Null where
   * the text says too little to search by.
   */
  didHePay: command<PaidAnswer | null>(
    'helper',
    'second-counter',
  )(v.strictObject({ said: v.pipe(v.string(), v.maxLength(100)) })),
  /**
   * This helper has the counter from now on; empty: nobody has it. Claims without a name then get this one.
   */
  takeShift: command<null>('helper', 'second-counter')(v.strictObject(helper)),
  handOver: command<Payment>('helper', 'second-counter')(deed),
  /** The earlier claim stays in the payment's history. */
  takeBack: command<Payment>('helper', 'second-counter')(deed),
} as const;
