import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Payment } from '../../shared/payment/payment';
import type { Language } from '../../shared/settings/preferences';
import { exportTexts, type ColumnName } from '../../shared/texts/export-texts';
import { methodName, paymentTexts, paymentTextsOf } from '../../shared/texts/payment-texts';
import { disputeIn } from '../../shared/payment/verification';
import { outcomeOf } from '../../shared/payment/totals';

/** `instant`: ISO, shown in the shop's zone; `money`: whole francs. */
export type Kind = 'text' | 'money' | 'count' | 'instant';
export type Value = string | number | null;

export interface Column<Row> {
  readonly title: string;
  readonly kind: Kind;
  readonly widthChars: number;
  readonly of: (row: Row) => Value;
}

export interface PaymentColumn extends Column<Payment> {
  readonly name: ColumnName;
}

/** The columns of a payment, in the merchant's language. */
export function paymentColumns(language: Language): readonly PaymentColumn[] {
  const words = exportTexts[language];
  const column = (
    name: ColumnName,
    kind: Kind,
    widthChars: number,
    of: PaymentColumn['of'],
  ): PaymentColumn => ({ name, title: words.columns[name], kind, widthChars, of });
  return [
    column('receivedAt', 'instant', 19, ({ receivedAt }) => receivedAt),
    // A failed payment paid nothing: its time is in another column, the last one.
    column('performedAt', 'instant', 19, ({ status, performedAt }) =>
      status === 'failed' ? null : performedAt,
    ),
    column('outcome', 'text', 11, (payment) => words.outcome[outcomeOf(payment)]),
    // Only what counts, so that the column's sum is the till's total.
    column('receivedXof', 'money', 12, (payment) =>
      outcomeOf(payment) === 'received' ? payment.amountXof : null,
    ),
    column('announcedXof', 'money', 14, ({ amountXof }) => amountXof),
    column('feesXof', 'money', 10, ({ feesXof }) => feesXof),
    column('method', 'text', 16, ({ method }) =>
      method === null ? null : methodName(method, paymentTexts[language]),
    ),
    column('account', 'text', 18, ({ account }) => account),
    column('transactionId', 'text', 22, ({ transactionId }) => transactionId),
    column('label', 'text', 20, ({ label }) => label),
    column('partnerId', 'text', 18, ({ partnerId }) => partnerId),
    column(
      'failure',
      'text',
      24,
      ({ failureMessage, failureCode }) =>
        [...new Set([failureMessage, failureCode])].filter((text) => text !== null).join(' / ') || null,
    ),
    column('doubts', 'text', 30, (payment) => doubtsIn(payment, language)),
    column('proof', 'text', 18, (payment) => {
      const { verification, found } = payment;
      if (verification.kind === 'settled')
        return paymentTextsOf(payment, language).settled(verification.outcome, verification.by);
      return verification.kind === 'announced' && found !== undefined
        ? words.found(words.how[found.how], found.by)
        : words.proof[verification.kind];
    }),
    column('claimedBy', 'text', 14, ({ claim }) => claim?.by ?? null),
    column('claimedAt', 'instant', 19, ({ claim }) => claim?.at ?? null),
    column('deliveries', 'count', 9, ({ deliveries }) => deliveries),
    column('provider', 'text', 11, ({ provider }) => provider),
    column('id', 'text', 16, ({ id }) => id),
    column('failedAt', 'instant', 19, ({ status, performedAt }) =>
      status === 'failed' ? performedAt : null,
    ),
    column('givenBack', 'text', 18, ({ givenBack }) =>
      givenBack === undefined ? null : paymentTexts[language].givenBack[givenBack.how],
    ),
    column('givenBackAt', 'instant', 19, ({ givenBack }) => givenBack?.at ?? null),
    column('amountAsGiven', 'text', 18, ({ amountAsGiven }) => amountAsGiven ?? null),
  ];
}

function doubtsIn(payment: Payment, language: Language): Value {
  const { doubts, verification, twinOf } = payment;
  const texts = paymentTextsOf(payment, language);
  const said = doubts.map((doubt) => texts.doubts[doubt]);
  const dispute = verification.kind === 'disputed' ? disputeIn(verification.difference) : null;
  if (dispute !== null) said.push(texts.disputes[dispute.dispute](dispute.says));
  if (twinOf !== undefined) said.push(exportTexts[language].twin(twinOf));
  return said.length === 0 ? null : said.join(' ');
}

export function deafColumns(language: Language): readonly Column<DeafPeriod>[] {
  const { deaf, causes } = exportTexts[language];
  return [
    { title: deaf.from, kind: 'instant', widthChars: 19, of: ({ from }) => from },
    {
      title: deaf.sure,
      kind: 'text',
      widthChars: 24,
      of: ({ since }) => (since === 'at-least' ? deaf.atLeast : null),
    },
    {
      title: deaf.to,
      kind: 'instant',
      widthChars: 19,
      of: ({ to, until }) => to ?? (until === 'unknown' ? deaf.endUnknown : deaf.lasting),
    },
    { title: deaf.cause, kind: 'text', widthChars: 36, of: ({ cause }) => causes[cause] },
    {
      title: deaf.checkedBy,
      kind: 'text',
      widthChars: 16,
      of: ({ checked, coveredBy }) => checked?.by ?? (coveredBy === undefined ? null : deaf.covered),
    },
    { title: deaf.checkedAt, kind: 'instant', widthChars: 19, of: ({ checked }) => checked?.at ?? null },
  ];
}
