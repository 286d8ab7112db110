import { useSignal } from '@preact/signals';
import type { Backup, BackupPreview } from '../../../src/shared/settings/backup';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { PassPhraseField } from './pass-phrase-field';
import { inBackground } from '../../state/in-background';

/** On the new computer: choose the copy, look at what it holds, and restore it. */
export function MoveHere() {
  const words = useShop().texts.moving.here;
  const bring = useCommand('bringBackup');
  const preview = useCommand('previewBackup');
  const passPhrase = useSignal('');
  const found = useSignal<Found | null>(null);
  const choose = async (): Promise<void> => {
    found.value = null;
    const typed = passPhrase.value.trim();
    const brought = await bring.run(typed === '' ? null : { passPhrase: typed });
    if (!brought.ok || brought.value === null) return;
    const looked = await preview.run({ name: brought.value.name });
    if (looked.ok) found.value = { brought: brought.value, preview: looked.value };
  };
  const isBusy = bring.busy.value || preview.busy.value;
  return (
    <div class="page">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) inBackground(choose());
        }}
      >
        <PassPhraseField label={words.passPhrase} value={passPhrase} hint={words.none} />
        <button
          type="submit"
          class={found.value === null ? 'button button-strong' : 'button'}
          aria-disabled={isBusy}
        >
          {words.choose}
        </button>
        <p role="status">{isBusy ? words.reading : ''}</p>
        <p class="problem" role="alert">
          {bring.problem.value ?? preview.problem.value ?? ''}
        </p>
      </form>
      {found.value !== null && <TakeOver {...found.value} />}
    </div>
  );
}

interface Found {
  readonly brought: Backup;
  readonly preview: BackupPreview;
}

function TakeOver({ brought, preview }: Found) {
  const { texts, ago } = useShop();
  const words = texts.moving.here;
  const { run, busy, problem } = useCommand('restoreBackup');
  const told = useSignal('');
  const { payments, lastPaymentAt, damaged } = preview;
  const take = async (): Promise<void> => {
    const reply = await run({ name: brought.name });
    if (reply.ok)
      told.value = reply.value === 'restarting' ? texts.backup.restarting : texts.backup.restartNeeded;
  };
  return (
    <section class="card">
      <h2 class="card-title">{words.found}</h2>
      <p>{texts.backup.holds(payments, lastPaymentAt === null ? null : ago(lastPaymentAt))}</p>
      {damaged > 0 && <p class="problem">{texts.backup.damaged(damaged)}</p>}
      <p>{brought.carriesAddress === true ? words.withAddress : words.withoutAddress}</p>
      <p>
        <strong>{words.oldOff}</strong>
      </p>
      <button
        type="button"
        class="button button-strong"
        aria-disabled={busy.value}
        onClick={() => inBackground(busy.value ? undefined : take())}
      >
        {words.take}
      </button>
      <p role="status">{told.value}</p>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
    </section>
  );
}
