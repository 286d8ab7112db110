import * as v from 'valibot';
import type { Payment } from '../payment/payment';
import { longestHelperName, longestImportBytes } from '../settings/bounds';
import { command, mode } from './command';
import type { ImportFate } from './import-fates';
import { provider } from './endpoint-commands';

const columnName = v.pipe(v.string(), v.maxLength(200));

/**
 * Which column of a provider's file holds which value; null: none. Only the number and the amount are
 * required.
 */
export const importColumns = v.strictObject({
  transactionId: v.nullable(columnName),
  amountXof: v.nullable(columnName),
  performedAt: v.nullable(columnName),
  status: v.nullable(columnName),
  account: v.nullable(columnName),
  method: v.nullable(columnName),
});
export type ImportColumns = Readonly<v.InferOutput<typeof importColumns>>;

function who() {
  return v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestHelperName));
}

/** The file's own bytes in base64, so that its encoding can be detected; or its text, from older pages. */
function file() {
  return {
    bytes: v.exactOptional(v.pipe(v.string(), v.maxLength(Math.ceil(longestImportBytes / 3) * 4))),
    text: v.exactOptional(v.pipe(v.string(), v.maxLength(longestImportBytes))),
    /** Left out: detected from the columns. */
    provider: v.exactOptional(provider()),
    mode: mode(),
    /** What the owner chose for words that the app does not know. */
    words: v.exactOptional(importWords),
  };
}

/** Keys: the words without accents. */
export const importWords = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(100)), v.picklist(['received', 'not-received'])),
  v.check((words) => Object.keys(words).length <= 200),
);

/** Adds payments that were made while nobody heard: one by its number, or the rows of a provider's file. */
export const importCommands = {
  /** A payment by its number. `amountXof` is required where the provider cannot be asked. */
  addPayment: command<AddedPayment>('helper')(
    v.strictObject({
      provider: provider(),
      mode: mode(),
      transactionId: v.pipe(v.string(), v.maxLength(100)),
      amountXof: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999))),
      by: who(),
    }),
  ),
  /** `columns` null: guess them, or use those of last time. */
  previewImport: command<ImportPreview>('owner')(
    v.strictObject({ ...file(), columns: v.nullable(importColumns) }),
  ),
  importPayments: command<ImportReport>('owner')(
    v.strictObject({ ...file(), columns: importColumns, by: who() }),
  ),
};

export interface AddedPayment {
  readonly payment: Payment;
  /** The ledger already had it. */
  readonly known: boolean;
}

/** Why a line of the file is not a payment to the shop. */
export type NotPayment =
  | 'total'
  | 'note'
  | 'heading'
  | 'payout'
  | 'refund'
  | 'credit'
  | 'fee'
  | 'negative'
  | 'money-out'
  | 'test'
  | 'silence'
  /** The owner said that this type is not a payment. */
  | 'said';

/** The reason as a code; the sentences are in the catalogue. */
export type ImportReason =
  | 'failed'
  | 'pending'
  | 'given-back'
  | 'state-unknown'
  | 'state-missing'
  | 'partly-refunded'
  | 'kind-unknown'
  | 'currency'
  | NotPayment
  | 'too-many-cells'
  | 'number-missing'
  | 'number-unclear'
  | 'number-shortened'
  | 'number-is-reference'
  | 'amount-missing'
  | 'amount-shortened'
  | 'amount-not-whole'
  | 'amount-unclear'
  | 'amount-zero'
  | 'amount-too-large'
  | 'date-missing'
  | 'date-impossible'
  | 'date-unclear'
  | 'date-shortened'
  /** The file has no column of dates. */
  | 'undated'
  /** An earlier row of the file has the same number. */
  | 'twice'
  /** The payment is known, with another amount. */
  | 'amount-differs';

export interface ImportRow {
  /** Its line in the file, as a spreadsheet counts. */
  readonly line: number;
  readonly fate: ImportFate;
  readonly reason: ImportReason | null;
  readonly provider: string;
  readonly transactionId: string | null;
  /** Shown to people instead of the number, where the provider has both. */
  readonly reference: string | null;
  readonly amountXof: number | null;
  readonly performedAt: string | null;
  /** The word for its state in the file. */
  readonly word: string | null;
  /** Made while the counter could not hear. */
  readonly whileDeaf: boolean;
}

export interface ImportPreview {
  /** Every column of the file, as its heading names them. */
  readonly names: readonly string[];
  readonly columns: ImportColumns;
  /** Null: the columns do not tell, and nobody has chosen. */
  readonly provider: string | null;
  readonly encoding: string;
  /** At most fifty; those from deaf periods first. */
  readonly rows: readonly ImportRow[];
  /** All rows under the heading: the counts add up to it. */
  readonly rowCount: number;
  /** How many are not in `rows`. */
  readonly notListed: number;
  readonly counts: Readonly<Record<ImportFate, number>>;
  /** Why rows are not new, the most frequent first. */
  readonly reasons: readonly ReasonCount[];
  /**
   * Words that the app does not know, and words that the owner has decided about; the most frequent first.
   */
  readonly unknownWords: readonly WordCount[];
  /** The owner's choices for words, earlier and present ones. */
  readonly words: Readonly<Record<string, 'received' | 'not-received'>>;
  /** Sum of the new ones. */
  readonly newXof: number;
  readonly newWhileDeaf: number;
  /** How many new ones come from a file without dates: they would count as today's. */
  readonly newUndated: number;
  /** The days of the new ones, to compare with the usual takings; null where none has a date. */
  readonly period: ImportPeriod | null;
}

export interface ReasonCount {
  readonly fate: ImportFate;
  readonly reason: ImportReason;
  readonly count: number;
}

export interface WordCount {
  readonly word: string;
  readonly count: number;
}

/** How far the reading or adding of a file has come. */
export interface ImportProgress {
  readonly step: 'reading' | 'adding';
  readonly done: number;
  readonly rows: number;
}

export interface ImportPeriod {
  readonly from: string;
  readonly to: string;
  /** Days with at least one new payment. */
  readonly days: number;
  /** The average of days with payments in the four weeks before; null where there were none. */
  readonly usualXof: number | null;
}

export interface ImportReport {
  readonly added: number;
  readonly addedXof: number;
  readonly known: number;
}
