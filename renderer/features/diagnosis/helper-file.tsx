import { useSignal } from '@preact/signals';
import { fetchDownload } from '../../parts/fetch-download';
import { Icon } from '../../parts/icon';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** For a technician: one file, and the folder of logs where there is a file manager. */
export function HelperFile() {
  const { bridge, texts } = useShop();
  const words = texts.diagnosis;
  const save = useCommand('saveDiagnostics');
  const show = useCommand('showLogFolder');
  const told = useSignal('');

  const onSave = async (): Promise<void> => {
    told.value = '';
    const reply = await save.run(null);
    if (!reply.ok || reply.value.kind === 'declined') return;
    if (reply.value.kind === 'download') fetchDownload(reply.value.path);
    told.value = reply.value.kind === 'saved' ? words.saved(reply.value.file) : words.downloaded;
  };

  return (
    <section class="card" aria-labelledby="help-title">
      <h2 id="help-title" class="card-title">
        {words.help}
      </h2>
      <p class="soft">{words.helpHint}</p>
      <div class="notice-actions">
        <button
          type="button"
          class="button"
          aria-disabled={save.busy.value}
          onClick={() => inBackground(save.busy.value ? undefined : onSave())}
        >
          <Icon name="save" />
          {words.save}
        </button>
        {bridge.transport === 'electron' && (
          <button type="button" class="button" onClick={() => inBackground(show.run(null))}>
            <Icon name="folder" />
            {words.logs}
          </button>
        )}
      </div>
      <p class={save.problem.value === null && show.problem.value === null ? '' : 'problem'} role="status">
        {save.problem.value ?? show.problem.value ?? told.value}
      </p>
    </section>
  );
}
