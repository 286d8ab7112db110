import type { ImportColumns } from '../../shared/bridge/import-commands';
import { guessColumns } from './headings';
import { providerIn, sampleOf } from './provider-in';
import type { Reading } from './read-rows';
import type { WordChoices } from './state-word';
import { tableIn, type Table } from './table';

export interface ImportChoices {
  /** Null: detected from the columns. */
  readonly provider: string | null;
  /** The shop's only provider, for files that do not tell; null where it has several. */
  readonly onlyProvider: string | null;
  /** Null: guessed. Fields that are left out are guessed. */
  readonly columns: Partial<ImportColumns> | null;
  readonly remembered: ImportColumns | null;
  readonly words: WordChoices;
  readonly utcOffsetMinutes: number;
}

export interface OpenedImport {
  readonly table: Table;
  /** Null: the columns do not tell, and nobody has chosen. */
  readonly provider: string | null;
  readonly reading: Reading;
}

/** Where neither the columns nor a person tells the provider, assume KKiaPay. */
const unsaidProvider = 'kkiapay';

/** Null where the text is no table. */
export function openImport(text: string, choices: ImportChoices): OpenedImport | null {
  const table = tableIn(text);
  if (table === null) return null;
  const provider = choices.provider ?? providerIn(table) ?? choices.onlyProvider;
  const guessed = guessColumns(table.names, {
    remembered: choices.remembered,
    sampleOf: (name) => sampleOf(table, name),
    isFedapay: provider === 'fedapay',
  });
  const columns = { ...guessed, ...choices.columns };
  const { words, utcOffsetMinutes } = choices;
  return {
    table,
    provider,
    reading: { columns, provider: provider ?? unsaidProvider, words, utcOffsetMinutes },
  };
}
