import type { ImportColumns } from '../../shared/bridge/import-commands';
import type { KeptPreferences } from '../settings/schema';
import type { ImportChoices, OpenedImport } from './open-import';
import { wordOf, type WordChoices } from './state-word';

type Kept = Pick<KeptPreferences, 'importColumns' | 'importWords'>;

/** A person's choices for the file, in the window or on the command line. */
export interface SaidOfFile {
  readonly provider: string | null;
  readonly columns: Partial<ImportColumns> | null;
  readonly words: WordChoices;
}

/** The choices for this file count before those for earlier files. */
export function choicesOf(
  kept: Kept | null,
  said: SaidOfFile,
  shop: Pick<ImportChoices, 'onlyProvider' | 'utcOffsetMinutes'>,
): ImportChoices {
  const words = Object.entries(said.words).map(([word, choice]) => [wordOf(word) || word, choice] as const);
  return {
    ...shop,
    provider: said.provider,
    columns: said.columns,
    remembered: kept?.importColumns ?? null,
    words: { ...kept?.importWords, ...Object.fromEntries(words) },
  };
}

/** The choices to keep for later files, once this one was imported. */
export function rememberedOf({ reading }: OpenedImport): Kept {
  return { importColumns: reading.columns, importWords: reading.words };
}
