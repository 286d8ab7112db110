import type { JSX } from 'preact';
import type { ImportColumns, ImportPreview, ImportRow } from '../../../src/shared/bridge/import-commands';
import { importFates, type ImportFate } from '../../../src/shared/bridge/import-fates';
import { dayOf } from '../../../src/shared/calendar';
import { formatXof } from '../../../src/shared/payment/money';
import { providerDescriptions } from '../../../src/shared/providers/providers';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { sanityOf } from '../../../src/shared/texts/import-texts';
import { useShop, useWindow } from '../../state/window-context';

const fields: readonly (keyof ImportColumns)[] = [
  'transactionId',
  'amountXof',
  'performedAt',
  'status',
  'account',
  'method',
];
interface PreviewProps {
  readonly preview: ImportPreview;
  readonly onSaid: (more: {
    readonly columns?: ImportColumns | null;
    readonly provider?: string;
    readonly words?: ImportPreview['words'];
  }) => void;
  readonly children: JSX.Element;
}

/** What would happen to each row; a wrongly guessed column can be corrected here. */
export function ImportPreviewView({ preview, onSaid, children }: PreviewProps) {
  const { state, texts } = useShop();
  const words = texts.recovery;
  const { columns, names, rows, counts } = preview;
  const francs = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  return (
    <>
      <ProviderChoice preview={preview} onSaid={onSaid} />
      {fields.map((field) => (
        <label key={field} class="field">
          {words.columns[field]}{' '}
          <select
            value={columns[field] ?? ''}
            onChange={(event) =>
              onSaid({ columns: { ...columns, [field]: event.currentTarget.value || null } })
            }
          >
            <option value="">{words.file.none}</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      {columns.status === null && <p class="hint hint-warn">{words.file.noStatus}</p>}
      <WordChoices preview={preview} onSaid={onSaid} />
      <Counts preview={preview} />
      <p>
        <strong>{words.summary(counts.new, francs(preview.newXof))}</strong>{' '}
        {words.whileDeaf(preview.newWhileDeaf)}
      </p>
      <Sanity preview={preview} />
      <ul>
        {rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </ul>
      {preview.notListed > 0 && <p class="soft">{texts.imports.notListed(preview.notListed)}</p>}
      {children}
    </>
  );
}

/** The number of rows of each kind, and why some are not added. */
function Counts({ preview: { rowCount, counts, reasons } }: Pick<PreviewProps, 'preview'>) {
  const words = useShop().texts.imports;
  const why = (fate: ImportFate): string => {
    const said = reasons.filter((one) => one.fate === fate);
    const told = said.map(({ reason, count }) => words.because(words.reasons[reason], count)).join(', ');
    return told === '' ? '' : ` (${told})`;
  };
  return (
    <p>
      {words.rowCount(rowCount)}{' '}
      {importFates
        .filter((fate) => counts[fate] > 0)
        .map((fate) => `${counts[fate]} ${words.kinds[fate]}${why(fate)}`)
        .join(' ; ')}
      .
    </p>
  );
}

function ProviderChoice({ preview, onSaid }: Pick<PreviewProps, 'preview' | 'onSaid'>) {
  const { texts } = useShop();
  return (
    <>
      <label class="field">
        {texts.imports.provider}{' '}
        <select
          value={preview.provider ?? ''}
          onChange={(event) => {
            // Another provider keeps the number in another column: guess all columns again.
            if (event.currentTarget.value !== '')
              onSaid({ provider: event.currentTarget.value, columns: null });
          }}
        >
          <option value="">?</option>
          {providerDescriptions.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {preview.provider === null && <p class="hint hint-warn">{texts.imports.providerUnsure}</p>}
    </>
  );
}

function WordChoices({ preview, onSaid }: Pick<PreviewProps, 'preview' | 'onSaid'>) {
  const words = useShop().texts.imports;
  if (preview.unknownWords.length === 0) return null;
  return (
    <fieldset>
      <legend class="hint hint-warn">{words.wordHint}</legend>
      {preview.unknownWords.map(({ word, count }) => (
        <label key={word} class="field">
          {words.word(word, count)}{' '}
          <select
            value={preview.words[word] ?? ''}
            onChange={({ currentTarget: { value } }) => {
              if (value === 'received' || value === 'not-received')
                onSaid({ words: { ...preview.words, [word]: value } });
            }}
          >
            <option value="">{words.choices.unsaid}</option>
            <option value="received">{words.choices.received}</option>
            <option value="not-received">{words.choices['not-received']}</option>
          </select>
        </label>
      ))}
    </fieldset>
  );
}

/** Count, sum and days, beside the usual takings: for a person to check before anything is added. */
function Sanity({ preview: { period, newUndated, newXof, reasons } }: Pick<PreviewProps, 'preview'>) {
  const { state, texts, when } = useShop();
  const words = texts.imports;
  const { language, country } = state.settings;
  const today = dayOf(useWindow().now.value, utcOffsetMinutes[country]);
  const sanity = period && sanityOf(period, newXof, { language, today, dayName: (day) => when.dayName(day) });
  return (
    <>
      {sanity !== null && (
        <p class={sanity.isUnusual ? 'hint hint-warn' : 'soft'}>{sanity.sentences.join(' ')}</p>
      )}
      {newUndated > 0 && <p class="hint hint-warn">{words.undated(newUndated)}</p>}
      {reasons.some(({ reason }) => reason === 'number-is-reference') && (
        <p class="hint hint-warn">{words.referencesOnly}</p>
      )}
    </>
  );
}

function Row({ row }: { readonly row: ImportRow }) {
  const { state, texts, when } = useShop();
  const words = texts.recovery;
  return (
    <li>
      {texts.window.pair(`${words.line} ${row.line}`, '')}
      <code>{(row.provider === 'fedapay' ? row.reference : null) ?? row.transactionId ?? '?'}</code>{' '}
      {row.amountXof === null ? '?' : formatXof(row.amountXof, state.settings.language)}{' '}
      {row.performedAt !== null &&
        texts.payment.when.onDayAt(when.day(row.performedAt), when.time(row.performedAt))}{' '}
      <strong>{words.fates[row.fate]}</strong>
      {row.whileDeaf && `, ${words.file.deaf}`}
      {row.reason !== null && ` (${texts.imports.reasons[row.reason]})`}
    </li>
  );
}
