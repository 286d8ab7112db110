import * as v from 'valibot';
import { longestReceiptText, type Receipt, type ReceiptCheck } from '../payment/receipt';
import { command } from './command';

const payment = v.strictObject({ id: v.pipe(v.string(), v.maxLength(100)) });

/**
 * Without the owner's PIN: only receipts of payments of today and of the last hour. Any receipt may be
 * checked.
 */
export const receiptCommands = {
  getReceipt: command<Receipt>('helper')(payment),
  /** On the shop's ticket printer. */
  printReceipt: command<null>('helper')(payment),
  /** The content of a receipt's QR, or the code that is printed below it. */
  checkReceipt: command<ReceiptCheck>('helper')(
    v.strictObject({ shown: v.pipe(v.string(), v.maxLength(longestReceiptText)) }),
  ),
  /**
   * Signs receipts with a new key from now on; older receipts stay valid. Answers with the new key, written
   * for people.
   */
  renewReceiptKey: command<{ readonly key: string }>('owner')(v.null()),
} as const;
