import type { Intake } from '../../intake/intake';
import { createReceiptKeys, type ReceiptKeys } from '../../receipts/receipt-keys';
import { createReceiptPrinter, type ReceiptPrinter } from '../../receipts/receipt-printer';
import type { Derived, Part } from '../derived';

export interface Receipts {
  readonly keys: ReceiptKeys;
  readonly printer: ReceiptPrinter;
}

/** Receipts of payments: their keys, and automatic printing. */
export function openReceipts(
  derived: Derived,
  { keyring, settings, notices, log }: Intake,
): Promise<Part<Receipts>> {
  return derived.open('receipts', () => {
    const keys = createReceiptKeys(keyring, settings);
    const printer = createReceiptPrinter(settings, keys, {
      onPrinted: () => notices.clear('receipt-not-printed'),
      onFailed(error) {
        log(`a receipt was not printed: ${String(error)}`);
        notices.raise({ kind: 'receipt-not-printed' });
      },
    });
    return { keys, printer };
  });
}
