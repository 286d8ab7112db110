import type { CommandError } from '../../shared/bridge/contract';
import type { receiptCommands } from '../../shared/bridge/receipt-commands';
import type { Day, Payment } from '../../shared/payment/payment';
import type { Receipt } from '../../shared/payment/receipt';
import type { AskedHandlers, Caller } from '../access/caller';
import type { LedgerReader } from '../ledger/ledger';
import { PrinterFailure } from '../printing/printer';
import type { SettingsFile } from '../settings/settings-file';
import { VaultShut } from '../settings/vault';
import { checkReceipt } from './check-receipt';
import type { ReceiptKeys } from './receipt-keys';
import { receiptOf } from './receipt-of';
import type { ReceiptPrinter } from './receipt-printer';

export interface ReceiptHandlerParts {
  readonly ledger: Pick<LedgerReader, 'payment'>;
  readonly settings: Pick<SettingsFile, 'current'>;
  readonly keys: ReceiptKeys;
  readonly printer: ReceiptPrinter;
  readonly today: () => Day;
  readonly offset: () => number;
  readonly isWithinReach: (payment: Payment, caller: Caller) => boolean;
  readonly fail: (code: CommandError) => never;
}

/** Writes receipts of payments, and checks receipts that a person shows. */
export function createReceiptHandlers({
  ledger,
  settings,
  keys,
  printer,
  today,
  offset,
  isWithinReach,
  fail,
}: ReceiptHandlerParts): Pick<AskedHandlers, keyof typeof receiptCommands> {
  const refused = (error: unknown): never => {
    if (error instanceof VaultShut) return fail('vault-shut');
    if (error instanceof PrinterFailure) return fail('printer-silent');
    throw error;
  };
  const receipt = async (id: string, caller: Caller): Promise<Receipt> => {
    const payment = await ledger.payment(id);
    if (payment === null || !isWithinReach(payment, caller)) return fail('payment-unknown');
    const written = await receiptOf(payment, keys, settings.current().language).catch(refused);
    return written ?? fail('no-receipt');
  };
  return {
    getReceipt: ({ id }, caller) => receipt(id, caller),
    async printReceipt({ id }, caller) {
      if (settings.current().printer === null) return fail('printer-not-set');
      await printer.print(await receipt(id, caller)).catch(refused);
      return null;
    },
    checkReceipt: ({ shown }, caller) =>
      checkReceipt(shown, {
        ledger,
        keys,
        today,
        offset,
        isWithinReach: (payment) => isWithinReach(payment, caller),
      }).catch(refused),
    async renewReceiptKey() {
      return { key: await keys.renew().catch(refused) };
    },
  };
}
