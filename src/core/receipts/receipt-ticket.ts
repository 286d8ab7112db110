import { namesNobody } from '../../shared/payment/mask';
import type { Receipt } from '../../shared/payment/receipt';
import { formatXof } from '../../shared/payment/money';
import type { Language } from '../../shared/settings/preferences';
import type { PaperMm } from '../../shared/settings/bounds';
import { methodName, paymentTexts } from '../../shared/texts/payment-texts';
import { receiptTexts } from '../../shared/texts/receipt-texts';
import { localTime } from '../export/local-time';
import { ticketBytes, type TicketLine } from '../printing/ticket';

export interface ReceiptStyle {
  readonly language: Language;
  readonly shopName: string;
  readonly paperMm: PaperMm;
  readonly utcOffsetMinutes: number;
}

/** A receipt on the paper of a till. */
export function receiptTicket(receipt: Receipt, style: ReceiptStyle): Uint8Array {
  return ticketBytes(receiptLines(receipt, style), style.paperMm);
}

function receiptLines(
  receipt: Receipt,
  { language, shopName, utcOffsetMinutes }: ReceiptStyle,
): readonly TicketLine[] {
  const { paper } = receiptTexts[language];
  const { method, account, transactionId, claim } = receipt;
  const centred = (text: string, strong = false): TicketLine => ({
    kind: 'text',
    text,
    strong,
    align: 'center',
  });
  const pair = (left: string, right: string | null): readonly TicketLine[] =>
    right === null || right === '' ? [] : [{ kind: 'pair', left, right }];
  const minute = (instant: string): string => localTime(instant, utcOffsetMinutes)?.slice(0, 16) ?? '';
  return [
    ...(shopName === '' ? [] : [centred(shopName, true)]),
    centred(paper.title),
    ...(receipt.mode === 'sandbox' ? [centred(paper.test, true)] : []),
    { kind: 'large', text: formatXof(receipt.amountXof, language) },
    centred(receipt.amountInWords),
    { kind: 'rule' },
    ...pair(paper.at, minute(receipt.at)),
    ...pair(paper.method, method && methodName(method, paymentTexts[language])),
    ...pair(paper.payer, namesNobody(account) ? null : account),
    ...pair(paper.transaction, transactionId),
    ...pair(paper.reference, receipt.paymentId),
    ...(claim === null
      ? []
      : pair(paper.handedOver, [servedAt(minute(claim.at), minute(receipt.at)), claim.by].join(' ').trim())),
    { kind: 'rule' },
    { kind: 'qr', text: receipt.qr },
    centred(receipt.code, true),
    centred(paper.check),
    ...pair(paper.key, receipt.key),
    centred(paper.notAnInvoice),
  ];
}

/** Only the time where the day is the payment's own. */
function servedAt(served: string, paid: string): string {
  return served.slice(0, 10) === paid.slice(0, 10) ? served.slice(11) : served;
}
