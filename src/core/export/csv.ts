import Papa from 'papaparse';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { missingSentence, type MissingPayments } from '../../shared/payment/missing';
import type { Payment } from '../../shared/payment/payment';
import { exportTexts } from '../../shared/texts/export-texts';
import { asTextCell, harmless } from './cell-text';
import type { ExportSource } from './export-source';
import { localTime } from './local-time';
import { paymentColumns, type Column, type Value } from './payment-columns';

/**
 * The form that French Excel opens with a double click: byte order mark, semicolons, plain spaces. Deaf periods are among
 * the payments.
 */
export async function* csvOf(source: ExportSource): AsyncGenerator<string> {
  const { language, utcOffsetMinutes } = source;
  const words = exportTexts[language];
  const columns = paymentColumns(language);
  const shown = (value: Value, kind: Column<never>['kind']): Value =>
    typeof value !== 'string'
      ? value
      : ((kind === 'instant' ? localTime(value, utcOffsetMinutes) : null) ?? asTextCell(harmless(value)));
  const paymentLine = (payment: Payment): Value[] => [
    words.payment,
    ...columns.map(({ kind, of }) => shown(of(payment), kind)),
  ];
  const deafLine = ({ from, to, cause, checked, coveredBy, ...doubt }: DeafPeriod): Value[] => [
    words.deafPeriod,
    ...columns.map(({ name }) => {
      if (name === 'receivedAt') return localTime(from, utcOffsetMinutes);
      if (name !== 'doubts') return null;
      const end = to === null ? null : localTime(to, utcOffsetMinutes);
      const said =
        coveredBy !== undefined && end !== null
          ? words.coveredSentence(end, words.causes[cause])
          : words.deafSentence(end, words.causes[cause], checked?.by ?? null, doubt);
      return asTextCell(harmless(said));
    }),
  ];
  const missingLine = (missing: MissingPayments): Value[] => [
    words.missing,
    ...columns.map(({ name }) => (name === 'doubts' ? missingSentence(missing, language) : null)),
  ];

  yield `\ufeff${lines([[words.nature, ...columns.map(({ title }) => title)]])}`;
  const deaf = [...source.deafPeriods];
  for await (const payments of source.payments) {
    const rows: Value[][] = [];
    for (const payment of payments) {
      for (let next = deaf[0]; next !== undefined && next.from <= payment.receivedAt; next = deaf[0]) {
        rows.push(deafLine(next));
        deaf.shift();
      }
      rows.push(paymentLine(payment));
    }
    yield lines(rows);
  }
  if (deaf.length > 0) yield lines(deaf.map(deafLine));
  if (source.missing !== null) yield lines([missingLine(source.missing)]);
}

/** Empty where there is no row: a line break alone would be a blank line in the file. */
function lines(rows: Value[][]): string {
  return rows.length === 0 ? '' : `${Papa.unparse(rows, { delimiter: ';', newline: '\r\n' })}\r\n`;
}
