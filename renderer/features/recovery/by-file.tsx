import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ImportColumns, ImportPreview } from '../../../src/shared/bridge/import-commands';
import { longestImportBytes } from '../../../src/shared/settings/bounds';
import { formatXof, formatWhole } from '../../../src/shared/payment/money';
import { FileButton } from '../../parts/file-button';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { ImportPreviewView } from './import-preview';
import { inBackground } from '../../state/in-background';

/** A person's answers about the file, where the app asked or guessed wrong. */
interface Said {
  readonly columns: ImportColumns | null;
  readonly provider: string | null;
  readonly words: ImportPreview['words'];
}

const nothingSaid: Said = { columns: null, provider: null, words: {} };
/** How many arguments `String.fromCharCode` accepts in every browser. */
const bytesAtOnce = 8_192;

/** Many payments from a file of the provider's dashboard. Its raw bytes are sent, because they show its encoding. */
export function ByFile({ by }: { readonly by: string }) {
  const { state, texts } = useShop();
  const words = texts.recovery;
  const look = useCommand('previewImport');
  const take = useCommand('importPayments');
  const bytes = useSignal('');
  const said = useSignal<Said>(nothingSaid);
  const preview = useSignal<ImportPreview | null>(null);
  const outcome = useSignal('');
  const tooLarge = useSignal(false);
  const id = useId();
  const francs = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  const file = () => ({
    ...({ bytes: bytes.value, mode: 'live', words: said.value.words } as const),
    ...(said.value.provider !== null && { provider: said.value.provider }),
  });

  const show = async (more: Partial<Said>): Promise<void> => {
    said.value = { ...said.value, ...more };
    outcome.value = texts.imports.reading;
    const reply = await look.run({ ...file(), columns: said.value.columns });
    outcome.value = '';
    preview.value = reply.ok ? reply.value : null;
  };
  const choose = async (chosen: File): Promise<void> => {
    preview.value = null;
    tooLarge.value = chosen.size > longestImportBytes;
    outcome.value = '';
    if (tooLarge.value) return;
    bytes.value = base64Of(new Uint8Array(await chosen.arrayBuffer()));
    await show(nothingSaid);
  };
  const takeAll = async ({ columns, counts }: ImportPreview): Promise<void> => {
    outcome.value = texts.imports.adding(counts.new);
    const reply = await take.run({ ...file(), columns, by });
    outcome.value = reply.ok ? words.taken(reply.value.added, francs(reply.value.addedXof)) : '';
    if (reply.ok) preview.value = null;
  };
  const problem = tooLarge.value ? texts.imports.tooLarge : (look.problem.value ?? take.problem.value);
  const shown = preview.value;
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} class="card-title">
        {words.file.title}
      </h2>
      <p class="soft">{words.file.hint}</p>
      <FileButton
        label={words.file.field}
        accept=".csv,.txt,.tsv,text/csv"
        onChoose={(file) => inBackground(choose(file))}
      />
      {shown !== null && (
        <ImportPreviewView preview={shown} onSaid={(more) => inBackground(show(more))}>
          <button
            type="button"
            class="button button-strong"
            disabled={by === '' || shown.counts.new === 0 || shown.provider === null}
            aria-disabled={take.busy.value}
            onClick={() => {
              if (!take.busy.value) inBackground(takeAll(shown));
            }}
          >
            {words.take(shown.counts.new)}
          </button>
        </ImportPreviewView>
      )}
      <Progress />
      <p class={problem === null ? 'outcome' : 'outcome problem'} role="status">
        {problem ?? outcome.value}
      </p>
    </section>
  );
}

/** The progress of a long file. */
function Progress() {
  const { state, texts } = useShop();
  const { importing } = state;
  if (importing === null) return null;
  const { done, rows } = importing;
  const count = (number: number): string => formatWhole(number, state.settings.language);
  const words = texts.imports.progress(count(done), count(rows));
  return (
    <p>
      <progress class="export-progress" value={done} max={rows} aria-label={words} /> {words}
    </p>
  );
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += bytesAtOnce)
    binary += String.fromCharCode(...bytes.subarray(from, from + bytesAtOnce));
  return btoa(binary);
}
