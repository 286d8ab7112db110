import {
  cashDifference,
  fingerprint,
  isLate,
  uncheckedIn,
  type DayClose,
} from '../../shared/payment/day-close';
import { missingSentence } from '../../shared/payment/missing';
import { formatXof } from '../../shared/payment/money';
import type { PaperMm } from '../../shared/settings/bounds';
import type { Language } from '../../shared/settings/preferences';
import { closeTicketTexts } from '../../shared/texts/close-ticket-texts';
import { dayTexts } from '../../shared/texts/day-texts';
import { methodName, paymentTexts } from '../../shared/texts/payment-texts';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { sumWords, type Sum } from '../../shared/payment/totals';
import { localTime } from '../export/local-time';
import { ticketBytes, type TicketLine } from '../printing/ticket';

export interface TicketStyle {
  readonly language: Language;
  readonly shopName: string;
  readonly paperMm: PaperMm;
  readonly utcOffsetMinutes: number;
  /** The providers that the shop takes: a day's doubts may be about any of them. */
  readonly providers: readonly string[];
}

/**
 * A close on paper. A person who keeps the tickets can tell from their fingerprints whether a close was changed later.
 */
export function closeTicket(close: DayClose, style: TicketStyle): Uint8Array {
  return ticketBytes(closeLines(close, style), style.paperMm);
}

function closeLines(close: DayClose, style: TicketStyle): readonly TicketLine[] {
  const { language, shopName, utcOffsetMinutes } = style;
  const { money, closes } = dayTexts[language];
  const ticket = closeTicketTexts[language];
  const { totals } = close;
  const amount = (amountXof: number): string => formatXof(amountXof, language);
  const pair = (left: string, right: string, strong = false): TicketLine => ({
    kind: 'pair',
    left,
    right,
    strong,
  });
  const counted = (left: string, sum: Sum): TicketLine =>
    pair(`${left} (${sum.count})`, sumWords(sum, language, money));
  const ifAny = (left: string, sum: Sum): readonly TicketLine[] =>
    sum.count === 0 ? [] : [counted(left, sum)];
  const centred = (words: string): TicketLine => ({ kind: 'text', text: words, align: 'center' });
  return [
    ...(shopName === '' ? [] : [centred(shopName)]),
    { kind: 'text', text: closes.number(close.number), align: 'center', strong: true },
    ...(close.isChanged === true ? [text(ticket.changed, true)] : []),
    ...(close.isOfOtherPayments === true ? [text(closes.otherPayments, true)] : []),
    ...(isLate(close, utcOffsetMinutes) ? [centred(closes.late)] : []),
    ...(close.replaces === null ? [] : [centred(closes.replaces(close.replaces))]),
    { kind: 'rule' },
    pair(ticket.day, close.day),
    pair(ticket.closedAt, minuteOf(close.closedAt, utcOffsetMinutes)),
    pair(ticket.by, close.by),
    { kind: 'rule' },
    pair(ticket.count, String(totals.received.count)),
    pair(ticket.total, amount(totals.received.amountXof), true),
    ...totals.byMethod.map((sum) =>
      counted(
        `  ${sum.method === null ? money.methodUnknown : methodName(sum.method, paymentTexts[language])}`,
        sum,
      ),
    ),
    ...ifAny(money.reversed, totals.reversed),
    ...ifAny(money.failed, totals.failed),
    ...ifAny(money.check, totals.check),
    ...(totals.tests === 0 ? [] : [pair(money.tests, String(totals.tests))]),
    ...(close.countedCashXof === null
      ? []
      : [
          { kind: 'rule' } as const,
          pair(closes.cash, amount(close.countedCashXof), true),
          pair(ticket.sum, amount(totals.received.amountXof + close.countedCashXof)),
          ...expectedLines(close, pair, language),
        ]),
    { kind: 'rule' },
    ...totals.byHelper.map((sum) =>
      counted(`${money.byHelper} ${sum.by === '' ? money.nobody : sum.by}`, sum),
    ),
    ...ifAny(money.notHandedOver, totals.notHandedOver),
    ...(totals.handedOverOtherwise ? [counted(money.handedOverOtherwise, totals.handedOverOtherwise)] : []),
    ...(totals.takenBack === undefined ? [] : [pair(money.takenBack, String(totals.takenBack))]),
    ...doubtLines(close, style),
    { kind: 'rule' },
    pair(closes.fingerprint, fingerprint(close)),
    ...(close.previousHash === '' ? [] : [pair(ticket.previous, fingerprint({ hash: close.previousHash }))]),
    centred(ticket.notAnInvoice),
  ];
}

/** The difference is shown only where an expected sum was typed. */
function expectedLines(
  close: DayClose,
  pair: (left: string, right: string) => TicketLine,
  language: Language,
): readonly TicketLine[] {
  const difference = cashDifference(close);
  const { closes } = dayTexts[language];
  if (difference === null || close.expectedCashXof === undefined) return [];
  return [
    pair(closes.expected, formatXof(close.expectedCashXof, language)),
    pair(closes.difference, formatXof(difference, language)),
  ];
}

/** Whether the day's figures are complete, and if not, why. */
function doubtLines(
  close: DayClose,
  { language, utcOffsetMinutes, providers }: TicketStyle,
): readonly TicketLine[] {
  const ticket = closeTicketTexts[language];
  const { doubts } = paymentTexts.naming(providers)[language];
  const unchecked = uncheckedIn(close).length;
  const reasons = [
    ...(close.missing === undefined ? [] : [missingSentence(close.missing, language)]),
    ...(unchecked === 0 ? [] : [ticket.unchecked(unchecked)]),
  ];
  return [
    text(reasons.length === 0 ? ticket.complete : ticket.incomplete(reasons.join(' ')), true),
    ...close.totals.doubts.map(({ doubt, count }) => text(`${count} × ${doubts[doubt]}`)),
    ...close.deafPeriods.map((period) => text(deafLine(period, language, utcOffsetMinutes))),
  ];
}

function deafLine(
  { from, to, checked, since, until }: DeafPeriod,
  language: Language,
  utcOffsetMinutes: number,
): string {
  const ticket = closeTicketTexts[language];
  const begun = minuteOf(from, utcOffsetMinutes);
  const ended = to === null ? null : minuteOf(to, utcOffsetMinutes);
  const isOneDay = ended?.slice(0, 10) === begun.slice(0, 10);
  const end = ended ?? (until === 'unknown' ? ticket.endUnknown : ticket.lasting);
  return [
    ...(since === 'at-least' ? [ticket.atLeast] : []),
    `${begun} > ${isOneDay ? end.slice(11) : end}`,
    checked === null ? dayTexts[language].deaf.unchecked : checked.by,
  ].join(' ');
}

function text(words: string, strong = false): TicketLine {
  return { kind: 'text', text: words, strong };
}

function minuteOf(instant: string, utcOffsetMinutes: number): string {
  return localTime(instant, utcOffsetMinutes)?.slice(0, 16) ?? instant;
}
