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
  /** A payment was just received: where the shop wants it, its receipt comes by itself. */
  follow(payment: Payment): Promise<void>;
}

/** A printer that is off keeps each receipt for ten seconds: later ones are for the button. */
const mostWaiting = 20;

/** Puts receipts on the shop's ticket printer, one after the other. */
export function createReceiptPrinter(
  settings: Pick<SettingsFile, 'current'>,
  keys: Pick<ReceiptKeys, 'sign'>,
  told: { readonly onPrinted: () => void; readonly onFailed: (error: unknown) => void },
): ReceiptPrinter {
  const inTurn = serialQueue();
  let waiting = 0;
  const print = (receipt: Receipt): Promise<void> =>
    inTurn(async () => {
      const { printer, language, shopName, paperMm, country } = settings.current();
      if (printer === null) return;
      // With the alphabets of every printer in it: not for those who never print.
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
