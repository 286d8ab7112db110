import { mayHaveMissed, type DeafPeriod } from '../../shared/silence/hearing';
import type { MissingPayments } from '../../shared/payment/missing';
import type { Language } from '../../shared/settings/preferences';
import { exportTexts } from '../../shared/texts/export-texts';
import { methodName, paymentTexts } from '../../shared/texts/payment-texts';
import type { Sum, Totals } from '../../shared/payment/totals';
import type { Column } from './payment-columns';

interface TotalRow {
  readonly what: string;
  readonly count: number | null;
  readonly amountXof: number | null;
}

export function totalColumns(language: Language): readonly Column<TotalRow>[] {
  const words = exportTexts[language].totals;
  return [
    { title: words.what, kind: 'text', widthChars: 32, of: ({ what }) => what },
    { title: words.count, kind: 'count', widthChars: 9, of: ({ count }) => count },
    { title: words.amountXof, kind: 'money', widthChars: 14, of: ({ amountXof }) => amountXof },
  ];
}

export function totalRows(
  totals: Totals,
  deafPeriods: readonly DeafPeriod[],
  missing: MissingPayments | null,
  language: Language,
): readonly TotalRow[] {
  const { outcome, totals: words } = exportTexts[language];
  const row = (what: string, { count, amountXof, unknownCount = 0 }: Sum): TotalRow => ({
    what: unknownCount === 0 ? what : `${what} (${words.unknown(unknownCount)})`,
    count,
    amountXof: unknownCount > 0 && unknownCount === count ? null : amountXof,
  });
  const counted = (what: string, count: number): TotalRow => ({ what, count, amountXof: null });
  const unchecked = deafPeriods.filter((period) => period.checked === null && mayHaveMissed(period)).length;
  return [
    row(outcome.received, totals.received),
    ...totals.byMethod.map((sum) =>
      row(
        words.byMethod(sum.method === null ? words.unnamed : methodName(sum.method, paymentTexts[language])),
        sum,
      ),
    ),
    { what: words.fees, count: null, amountXof: totals.feesXof },
    row(outcome.reversed, totals.reversed),
    row(outcome.failed, totals.failed),
    row(outcome.check, totals.check),
    row(words.disputed, totals.disputed),
    counted(outcome.test, totals.tests),
    ...totals.byHelper.map((sum) => row(words.byHelper(sum.by), sum)),
    row(words.notHandedOver, totals.notHandedOver),
    ...(totals.handedOverOtherwise ? [row(words.handedOverOtherwise, totals.handedOverOtherwise)] : []),
    ...(totals.takenBack === undefined ? [] : [counted(words.takenBack, totals.takenBack)]),
    counted(words.deafPeriods, deafPeriods.length),
    counted(words.unchecked, unchecked),
    ...(missing === null ? [] : [{ what: words.missing, ...missing }]),
  ];
}
