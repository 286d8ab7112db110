import type { ExportSource } from './export-source';
import { createTally } from '../../shared/payment/totals';

/**
 * Everything the ledger knows of each payment, one a line, as `list` prints them. Totals come last, because they are
 * counted on the way.
 */
export async function* jsonOf(source: ExportSource): AsyncGenerator<string> {
  const { exportedAt, from = null, to = null, deafPeriods, missing } = source;
  const head = { format: 1, exportedAt, from, to, currency: 'XOF', deafPeriods, missing };
  yield `${JSON.stringify(head).slice(0, -1)},\n"payments":[`;
  const tally = createTally();
  let separator = '\n';
  for await (const payments of source.payments) {
    let text = '';
    for (const payment of payments) {
      tally.add(payment);
      text += separator + JSON.stringify(payment);
      separator = ',\n';
    }
    yield text;
  }
  yield `\n],\n"totals":${JSON.stringify(tally.totals())}}\n`;
}
