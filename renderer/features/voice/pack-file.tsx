import { useSignal } from '@preact/signals';
import type { VoicePackView } from '../../../src/shared/voice/voice-pack';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { FileButton } from '../../parts/file-button';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';
import { base64Of } from './record-phrase';

interface PackFileProps {
  readonly pack: VoicePackView | null;
  readonly onChanged: () => Promise<void>;
}

/** The voice as one file: saved, imported, or deleted. */
export function PackFile({ pack, onChanged }: PackFileProps) {
  const words = useShop().texts.recorder;
  const save = useCommand('exportVoicePack');
  const load = useCommand('importVoicePack');
  const remove = useCommand('removeVoicePack');
  const isLoaded = useSignal(false);
  const isAsking = useSignal(false);
  const write = async (): Promise<void> => {
    const reply = await save.run(null);
    // The browser downloads it, and asks where to save it if it is set to ask.
    if (reply.ok && reply.value.kind === 'download') window.location.assign(reply.value.path);
  };
  const take = async (file: File): Promise<void> => {
    isLoaded.value = false;
    const bytes = new Uint8Array(await file.arrayBuffer());
    isLoaded.value = (await load.run({ bytes: base64Of(bytes) })).ok;
    if (isLoaded.value) await onChanged();
  };
  const erase = async (): Promise<void> => {
    isAsking.value = false;
    if ((await remove.run(null)).ok) await onChanged();
  };
  const problem = save.problem.value ?? load.problem.value ?? remove.problem.value;
  return (
    <section class="card">
      <h2 class="card-title">{words.file}</h2>
      <p class="soft">{words.fileHint}</p>
      <div class="voice-deeds">
        {pack !== null && (
          <button type="button" class="button" onClick={() => inBackground(write())}>
            {words.save}
          </button>
        )}
        <FileButton
          label={words.load}
          accept=".json,application/json"
          onChoose={(file) => inBackground(take(file))}
        />
        {pack !== null && (
          <button type="button" class="button button-quiet" onClick={() => (isAsking.value = true)}>
            {words.remove}
          </button>
        )}
      </div>
      <p class={problem === null ? 'outcome' : 'outcome problem'} role="status">
        {problem ?? (isLoaded.value ? words.loaded : '')}
      </p>
      <ConfirmDialog
        open={isAsking.value}
        title={words.remove}
        body={words.removeSure}
        yes={words.yes}
        no={words.no}
        onYes={() => inBackground(erase())}
        onNo={() => (isAsking.value = false)}
      />
    </section>
  );
}
