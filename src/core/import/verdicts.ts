import type { ImportReason } from '../../shared/bridge/import-commands';
import type { ImportFate } from '../../shared/bridge/import-fates';
import { exposedCollector } from '../storage/exposed-collector';
import { yieldToLoop } from '../storage/time-slice';
import type { OpenedImport } from './open-import';
import { readRows, type ReadRow } from './read-rows';

/** A row, with what would happen to it. */
export interface JudgedRow extends ReadRow {
  readonly fate: ImportFate;
}

/** What the ledger holds for a row, by its number or by the number that people see; null: nothing. */
export type LookUp = (
  provider: string,
  row: Pick<ReadRow, 'transactionId' | 'reference'>,
) => Promise<{ readonly amountXof: number | null } | null>;

/**
 * V8 collects garbage only once the heap has doubled, which is too much for a computer with 4 GB. Collecting takes some
 * tens of milliseconds each time.
 */
export const rowsBetweenCollections = 8_192;

/** This many rows take less than a millisecond. */
const rowsAtOnce = 64;

/** One verdict for each row, in the file's order: together they make up all rows of the file. */
export async function* verdictsOn(
  { table, reading }: OpenedImport,
  lookUp: LookUp,
): AsyncGenerator<JudgedRow> {
  const seen = new Set<string>();
  const collect = exposedCollector();
  let count = 0;
  for (const row of readRows(table, reading)) {
    const { finding } = row;
    count += 1;
    if (count % rowsAtOnce === 0) await yieldToLoop();
    if (count % rowsBetweenCollections === 0) collect?.();
    const isAsked = finding === 'received' || finding === 'unknown-status';
    // Without its number it cannot be added: its call may still come, and would count it twice.
    const isNamed = isAsked || row.reason === 'number-is-reference';
    if (!isNamed) {
      yield { ...row, fate: finding };
      continue;
    }
    const verdict = (fate: ImportFate, reason: ImportReason | null): JudgedRow => ({ ...row, fate, reason });
    // The reader guarantees that a received row has its number.
    const number = row.transactionId ?? '';
    const key = `${row.provider} ${number}`;
    if (finding === 'received' && seen.has(key)) {
      yield verdict('known', 'twice');
      continue;
    }
    const known = await lookUp(row.provider, row);
    if (known !== null)
      yield verdict(
        'known',
        row.amountXof === null || known.amountXof === row.amountXof ? null : 'amount-differs',
      );
    else if (finding !== 'received') yield verdict(finding, row.reason);
    else {
      seen.add(key);
      yield verdict('new', row.reason);
    }
  }
}
