import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { JSX } from 'preact';
import type { ImportColumns, ImportPreview } from '../../../src/shared/bridge/truth-commands';
import { formatXof } from '../../../src/shared/payment/money';
import { mainProvider } from '../../../src/shared/providers/providers';
import { FileButton } from '../../parts/file-button';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';

const endpoint = { provider: mainProvider, mode: 'live' } as const;
const fields: readonly (keyof ImportColumns)[] = [
  'transactionId',
  'amountXof',
  'performedAt',
  'status',
  'account',
  'method',
];

/** What the counter missed: one payment by its number, or many from a file. */
export function Recovery() {
  const words = useShop().texts.recovery;
  const by = useSignal('');
  return (
    <div class="page recovery">
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      <Field label={words.by} value={by.value} onInput={(value) => (by.value = value)} />
      <ByNumber by={by.value.trim()} />
      <ByFile by={by.value.trim()} />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly numeric?: boolean;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Field({ label, hint, numeric = false, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {hint !== undefined && <span class="soft">{hint}</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode={numeric ? 'numeric' : 'text'}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function ByNumber({ by }: { readonly by: string }) {
  const words = useShop().texts.recovery.number;
  const { run, busy, problem } = useCommand('addPayment');
  const transactionId = useSignal('');
  const amount = useSignal('');
  const outcome = useSignal('');
  const add = async (): Promise<void> => {
    outcome.value = '';
    const digits = amount.value.replace(/\D/g, '');
    const amountXof = digits === '' ? null : Number(digits);
    const reply = await run({ ...endpoint, transactionId: transactionId.value, amountXof, by });
    if (!reply.ok) return;
    const { known, payment } = reply.value;
    outcome.value = known
      ? words.known
      : payment.doubts.includes('typed-by-hand')
        ? words.typed
        : words.added;
    transactionId.value = '';
    amount.value = '';
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value && by !== '') void add();
      }}
    >
      <h2 class="card-title">{words.title}</h2>
      <p class="soft">{words.hint}</p>
      <Field
        label={words.field}
        value={transactionId.value}
        onInput={(value) => (transactionId.value = value)}
      />
      <Field
        label={words.amount}
        hint={words.amountHint}
        numeric
        value={amount.value}
        onInput={(value) => (amount.value = value)}
      />
      <button type="submit" class="button button-strong" disabled={by === ''} aria-disabled={busy.value}>
        {words.add}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? outcome.value}
      </p>
    </form>
  );
}

function ByFile({ by }: { readonly by: string }) {
  const { state, texts } = useShop();
  const words = texts.recovery;
  const look = useCommand('previewImport');
  const take = useCommand('importPayments');
  const text = useSignal('');
  const preview = useSignal<ImportPreview | null>(null);
  const outcome = useSignal('');
  const id = useId();
  const francs = (amountXof: number): string => formatXof(amountXof, state.settings.language);

  const show = async (columns: ImportColumns | null): Promise<void> => {
    const reply = await look.run({ ...endpoint, text: text.value, columns });
    preview.value = reply.ok ? reply.value : null;
  };
  const choose = async (chosen: File): Promise<void> => {
    outcome.value = '';
    text.value = await chosen.text();
    await show(null);
  };
  const takeAll = async (columns: ImportColumns): Promise<void> => {
    const reply = await take.run({ ...endpoint, text: text.value, columns, by });
    if (!reply.ok) return;
    outcome.value = words.taken(reply.value.added, francs(reply.value.addedXof));
    preview.value = null;
  };
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="card-title">
        {words.file.title}
      </h2>
      <p class="soft">{words.file.hint}</p>
      <FileButton label={words.file.field} accept=".csv,text/csv" onChoose={(file) => void choose(file)} />
      {preview.value !== null && (
        <Preview preview={preview.value} onColumns={(columns) => void show(columns)}>
          <button
            type="button"
            class="button button-strong"
            disabled={by === '' || preview.value.counts.new === 0}
            aria-disabled={take.busy.value}
            onClick={() => preview.value !== null && void takeAll(preview.value.columns)}
          >
            {words.take(preview.value.counts.new)}
          </button>
        </Preview>
      )}
      <p
        class={look.problem.value === null && take.problem.value === null ? 'outcome' : 'outcome problem'}
        role="status"
      >
        {look.problem.value ?? take.problem.value ?? outcome.value}
      </p>
    </section>
  );
}

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly onColumns: (columns: ImportColumns) => void;
  readonly children: JSX.Element;
}

/** What would become of each row; a column taken wrongly is put right here. */
function Preview({ preview, onColumns, children }: PreviewProps) {
  const { state, texts, when } = useShop();
  const words = texts.recovery;
  const { columns, names, rows, counts } = preview;
  const francs = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  return (
    <>
      {fields.map((field) => (
        <label key={field} class="field">
          {words.columns[field]}{' '}
          <select
            value={columns[field] ?? ''}
            onChange={(event) => onColumns({ ...columns, [field]: event.currentTarget.value || null })}
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
      <p>
        <strong>{words.summary(counts.new, francs(preview.newXof))}</strong>{' '}
        {words.whileDeaf(preview.newWhileDeaf)}
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.line}>
            {words.line} {row.line} : <code>{row.transactionId ?? '?'}</code>{' '}
            {row.amountXof === null ? '?' : francs(row.amountXof)}{' '}
            {row.performedAt !== null &&
              texts.payment.when.onDayAt(when.day(row.performedAt), when.time(row.performedAt))}{' '}
            <strong>{words.fates[row.fate]}</strong>
            {row.whileDeaf && `, ${words.file.deaf}`}
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
