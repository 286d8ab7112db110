import * as v from 'valibot';
import type { Payment } from '../payment/payment';
import { longestHelperName } from '../settings/bounds';
import { command, mode } from './command';
import { provider } from './endpoint-commands';

export const verificationCommands = {
  /** Null forgets them. They cross inwards once, when they are pasted. */
  saveApiKeys: command<null>('owner')(
    v.strictObject({
      provider: provider(),
      mode: mode(),
      keys: v.nullable(v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(500)))),
    }),
  ),
  /**
   * Whether the money of a disputed payment came, as the owner saw it at the provider. It applies to each
   * call about that payment. `unsure` makes it doubtful again. Answers with the payment as it is then.
   */
  settleDoubt: command<Payment>('owner')(
    v.strictObject({
      id: v.pipe(v.string(), v.maxLength(100)),
      outcome: v.picklist(['received', 'not-received', 'unsure']),
      /** Empty where the person gave no name. */
      by: v.pipe(v.string(), v.trim(), v.maxLength(longestHelperName)),
    }),
  ),
} as const;
