import { useSignal } from '@preact/signals';
import { inBackground } from '../state/in-background';
import { useCommand } from '../state/use-command';
import { useShop } from '../state/window-context';
import { fetchDownload } from './fetch-download';
import { Icon } from './icon';

interface SaveExampleProps {
  /** Null: the first real call. */
  readonly id: number | null;
}

/** Saves a call for the technician, without the payer's data. */
export function SaveExample({ id }: SaveExampleProps) {
  const { texts } = useShop();
  const { run, busy, problem } = useCommand('saveExample');
  const told = useSignal('');
  const save = async (): Promise<void> => {
    told.value = '';
    const reply = await run({ id });
    if (!reply.ok || reply.value.kind === 'declined') return;
    if (reply.value.kind === 'download') fetchDownload(reply.value.path);
    const { saved, downloaded } = texts.technician.example;
    told.value = reply.value.kind === 'saved' ? saved(reply.value.file) : downloaded;
  };
  return (
    <div>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => inBackground(busy.value ? undefined : save())}
      >
        <Icon name="save" />
        {texts.technician.example.save}
      </button>{' '}
      <span class="soft">{texts.technician.example.hint}</span>
      <p class={problem.value === null ? '' : 'problem'} role="status">
        {problem.value ?? told.value}
      </p>
    </div>
  );
}
