import * as v from 'valibot';
import type { Payment, PaymentStatus } from '../payment/payment';
import { longestHelperName } from '../settings/settings';
import { command, mode } from './command';
import { provider } from './endpoint-commands';

const longestFile = 900_000;
const columnName = v.pipe(v.string(), v.maxLength(200));

/** Which column of a provider's file says what; null: none does. Only the number and the amount are needed. */
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

function file() {
  return v.pipe(v.string(), v.maxLength(longestFile));
}

/** What is done to know the truth about payments: ask the provider, and put in what was missed. */
export const truthCommands = {
  /** Null forgets them. They cross inwards once, when they are pasted. */
  saveApiKeys: command<null>('owner')(
    v.strictObject({
      provider: provider(),
      mode: mode(),
      keys: v.nullable(v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(500)))),
    }),
  ),
  /** A payment by its number. `amountXof` is asked for where the provider cannot be asked. */
  addPayment: command<AddedPayment>('helper')(
    v.strictObject({
      provider: provider(),
      mode: mode(),
      transactionId: v.pipe(v.string(), v.maxLength(100)),
      amountXof: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999))),
      by: who(),
    }),
  ),
  /** `columns` null: guess them, or take those of last time. */
  previewImport: command<ImportPreview>('owner')(
    v.strictObject({ provider: provider(), mode: mode(), text: file(), columns: v.nullable(importColumns) }),
  ),
  importPayments: command<ImportReport>('owner')(
    v.strictObject({ provider: provider(), mode: mode(), text: file(), columns: importColumns, by: who() }),
  ),
};

export interface AddedPayment {
  readonly payment: Payment;
  /** It was in the ledger before. */
  readonly known: boolean;
}

/** What would become of a row. */
export type ImportFate = 'new' | 'known' | 'not-received' | 'unreadable';

export interface ImportRow {
  /** In the file, the heading being line 1. */
  readonly line: number;
  readonly fate: ImportFate;
  readonly transactionId: string | null;
  readonly amountXof: number | null;
  readonly performedAt: string | null;
  readonly status: PaymentStatus | null;
  /** Made while the counter could not hear. */
  readonly whileDeaf: boolean;
}

export interface ImportPreview {
  /** Every column of the file, as its first line names them. */
  readonly names: readonly string[];
  readonly columns: ImportColumns;
  /** Those from deaf periods first; at most fifty. */
  readonly rows: readonly ImportRow[];
  readonly counts: Readonly<Record<ImportFate, number>>;
  /** Of the new ones. */
  readonly newXof: number;
  readonly newWhileDeaf: number;
}

export interface ImportReport {
  readonly added: number;
  readonly addedXof: number;
  readonly known: number;
}
