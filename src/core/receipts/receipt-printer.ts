import { effectiveStatusOf, type Payment } from '../../shared/payment/payment';
import type { Receipt } from '../../shared/payment/receipt';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { sendToPrinter } from '../printing/printer';
import type { SettingsFile } from '../settings/settings-file';
import { serialQueue } from '../storage/serial-queue';
import type { ReceiptKeys } from './receipt-keys';
import { receiptOf } from './receipt-of';

export interface ReceiptPrinter {
  /** Resolves once the printer took it. Rejects with `PrinterFailure`. */
  print(receipt: Receipt): Promise<void>;
  /** Call it for a payment just received: prints its receipt where the shop has chosen that. */
  follow(payment: Payment): Promise<void>;
}

/** A switched-off printer costs ten seconds for each receipt, so skip further ones: they can be printed by hand. */
const mostWaiting = 20;

/** Prints receipts on the shop's ticket printer, one after another. */
export function createReceiptPrinter(
  settings: Pick<SettingsFile, 'current'>,
  keys: Pick<ReceiptKeys, 'sign'>,
  told: { readonly onPrinted: () => void; readonly onFailed: (error: unknown) => void },
): ReceiptPrinter {
  const inOrder = serialQueue();
  let waiting = 0;
  const print = (receipt: Receipt): Promise<void> =>
    inOrder(async () => {
      const { printer, language, shopName, paperMm, country } = settings.current();
      if (printer === null) return;
      // Load it late: it holds the alphabets of every printer, and many shops never print.
      const { receiptTicket } = await import('./receipt-ticket');
      const style = { language, shopName, paperMm, utcOffsetMinutes: utcOffsetMinutes[country] };
      await sendToPrinter(printer, receiptTicket(receipt, style));
      told.onPrinted();
    });
  return {
    print,
    async follow(payment) {
      const { printReceipts, printer, language } = settings.current();
      const isNews = effectiveStatusOf(payment) === 'success' && payment.found === undefined;
      if (!printReceipts || printer === null || !isNews || payment.mode !== 'live') return;
      if (waiting >= mostWaiting) return;
      waiting += 1;
      try {
        const receipt = await receiptOf(payment, keys, language);
        if (receipt !== null) await print(receipt);
      } catch (error) {
        told.onFailed(error);
      } finally {
        waiting -= 1;
      }
    },
  };
}
