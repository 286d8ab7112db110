import * as v from 'valibot';
import type { PaidAnswer } from '../payment/paid-answer';
import type { Payment } from '../payment/payment';
import { longestHelperName } from '../settings/preferences';
import { pin } from './access-commands';
import { command } from './command';

const deed = v.strictObject({
  id: v.pipe(v.string(), v.maxLength(100)),
  /** Empty where nobody said who he is. */
  by: v.pipe(v.string(), v.trim(), v.maxLength(longestHelperName)),
  /** His own, where he has one. */
  code: v.exactOptional(pin()),
});

/**
 * One payment, one claim. Each deed answers with the payment as it is now.
 * Without the owner's PIN: today's and the last hour's only.
 */
export const claimCommands = {
  /** What a customer says of his payment, held against today's and the last hour's; null where it is too little to go by, as words that fit nothing are. */
  didHePay: command<PaidAnswer | null>(
    'helper',
    'second-counter',
  )(v.strictObject({ said: v.pipe(v.string(), v.maxLength(100)) })),
  handOver: command<Payment>('helper', 'second-counter')(deed),
  /** The deed before it stays in the payment's history. */
  takeBack: command<Payment>('helper', 'second-counter')(deed),
} as const;
