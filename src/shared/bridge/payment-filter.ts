import * as v from 'valibot';
import { day, mode } from './command';

/** Which payments a window means; see `PaymentFilter`. */
export const paymentFilter = {
  from: v.exactOptional(day()),
  to: v.exactOptional(day()),
  status: v.exactOptional(v.picklist(['success', 'failed', 'check', 'all'])),
  mode: v.exactOptional(mode()),
  method: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
  claimed: v.exactOptional(v.boolean()),
  minXof: v.exactOptional(v.pipe(v.number(), v.integer())),
  maxXof: v.exactOptional(v.pipe(v.number(), v.integer())),
  text: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
} as const;
