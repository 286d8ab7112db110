import type { ImportFate, ImportReason } from '../../shared/bridge/import-commands';
import { yieldToLoop } from '../storage/time-slice';
import type { OpenedImport } from './open-import';
import { readRows, type ReadRow } from './read-rows';

/** A row with what would become of it. */
export interface JudgedRow extends Omit<ReadRow, 'finding'> {
  readonly fate: ImportFate;
}

/** What the ledger holds under a number; null: nothing. */
export type LookUp = (
  provider: string,
  transactionId: string,
) => Promise<{ readonly amountXof: number | null } | null>;

/** So many are less than a millisecond. */
const rowsAtOnce = 64;

/** One verdict a row, in the file's order: they add up to the rows of the file. */
export async function* verdictsOn(
  { table, reading }: OpenedImport,
  lookUp: LookUp,
): AsyncGenerator<JudgedRow> {
  const seen = new Set<string>();
  let count = 0;
  for (const { finding, ...row } of readRows(table, reading)) {
    count += 1;
    if (count % rowsAtOnce === 0) await yieldToLoop();
    if (finding !== 'received' && finding !== 'unknown-status') {
      yield { ...row, fate: finding };
      continue;
    }
    const verdict = (fate: ImportFate, reason: ImportReason | null): JudgedRow => ({ ...row, fate, reason });
    // A row that was received has its number: the reader says so.
    const number = row.transactionId ?? '';
    const key = `${row.provider} ${number}`;
    if (finding === 'received' && seen.has(key)) {
      yield verdict('known', 'twice');
      continue;
    }
    const known = await lookUp(row.provider, number);
    if (known !== null)
      yield verdict(
        'known',
        row.amountXof === null || known.amountXof === row.amountXof ? null : 'amount-differs',
      );
    else if (finding === 'unknown-status') yield verdict(finding, row.reason);
    else {
      seen.add(key);
      yield verdict('new', row.reason);
    }
  }
}
