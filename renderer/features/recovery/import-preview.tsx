import type { JSX } from 'preact';
import {
  importFates,
  type ImportColumns,
  type ImportPreview,
  type ImportRow,
} from '../../../src/shared/bridge/import-commands';
import { formatXof } from '../../../src/shared/payment/money';
import { providerDescriptions } from '../../../src/shared/providers/providers';
import { useShop } from '../../state/window-context';

const fields: readonly (keyof ImportColumns)[] = [
  'transactionId',
  'amountXof',
  'performedAt',
  'status',
  'account',
  'method',
];
/** A file that brings so many times what a day usually brings was perhaps misread. */
const unusualTimes = 3;

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly onSaid: (more: {
    readonly columns?: ImportColumns | null;
    readonly provider?: string;
    readonly words?: ImportPreview['words'];
  }) => void;
  readonly children: JSX.Element;
}

/** What would become of each row; a column taken wrongly is put right here. */
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
      <p>
        {texts.imports.rowCount(preview.rowCount)}{' '}
        {importFates
          .filter((fate) => counts[fate] > 0)
          .map((fate) => `${counts[fate]} ${texts.imports.kinds[fate]}`)
          .join(' ; ')}
        .
      </p>
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

function ProviderChoice({ preview, onSaid }: Pick<PreviewProps, 'preview' | 'onSaid'>) {
  const { texts } = useShop();
  return (
    <>
      <label class="field">
        {texts.imports.provider}{' '}
        <select
          value={preview.provider ?? ''}
          onChange={(event) => {
            // The number is in another column at another provider's: all are guessed again.
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
            value=""
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

/** Count, sum and days, beside what such days usually bring: what a person checks before anything is added. */
function Sanity({ preview: { period, newUndated, newXof } }: Pick<PreviewProps, 'preview'>) {
  const { state, texts, when } = useShop();
  const words = texts.imports;
  const francs = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  const perDayXof = period === null ? 0 : Math.round(newXof / period.days);
  const usualXof = period?.usualXof ?? null;
  const isUnusual = usualXof !== null && perDayXof > usualXof * unusualTimes;
  return (
    <>
      {period !== null && (
        <p class={isUnusual ? 'hint hint-warn' : 'soft'}>
          {words.period(when.dayName(period.from), when.dayName(period.to))}{' '}
          {usualXof !== null &&
            (isUnusual ? words.unusual(francs(perDayXof), francs(usualXof)) : words.usual(francs(usualXof)))}
        </p>
      )}
      {newUndated > 0 && <p class="hint hint-warn">{words.undated(newUndated)}</p>}
    </>
  );
}

function Row({ row }: { readonly row: ImportRow }) {
  const { state, texts, when } = useShop();
  const words = texts.recovery;
  return (
    <li>
      {words.line} {row.line} :{' '}
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
