import { useSignal } from '@preact/signals';
import { strengthOf } from '../../../src/shared/settings/pass-phrase';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { PassPhraseField } from './pass-phrase-field';
import { inBackground } from '../../state/in-background';

/** On the old computer: make a sealed copy, and the steps that follow. */
export function MoveAway() {
  const words = useShop().texts.moving.away;
  const { run, busy, problem } = useCommand('copyBackupOut');
  const passPhrase = useSignal('');
  const again = useSignal('');
  const mistake = useSignal<string | null>(null);
  const folder = useSignal<string | null>(null);
  const strength = strengthOf(passPhrase.value);
  const copy = async (): Promise<void> => {
    const isUnfit = strength === 'too-short' || strength === 'weak';
    mistake.value = isUnfit
      ? words.strength[strength]
      : passPhrase.value.trim() !== again.value.trim()
        ? words.differ
        : null;
    if (mistake.value !== null) return;
    const reply = await run({ passPhrase: passPhrase.value });
    if (reply.ok && reply.value !== null) folder.value = reply.value;
  };
  return (
    <div class="page">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {folder.value === null ? (
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy.value) inBackground(copy());
          }}
        >
          <h2 class="card-title">{words.choose}</h2>
          <p>{words.chooseHow}</p>
          <PassPhraseField
            label={words.passPhrase}
            value={passPhrase}
            hint={passPhrase.value === '' ? '' : words.strength[strength]}
          />
          <PassPhraseField label={words.again} value={again} hint="" />
          <button type="submit" class="button button-strong" aria-disabled={busy.value}>
            {words.copy}
          </button>
          <p role="status">{busy.value ? words.copying : ''}</p>
          <p class="problem" role="alert">
            {mistake.value ?? problem.value ?? ''}
          </p>
        </form>
      ) : (
        <section class="card" role="alert">
          <h2 class="card-title">{words.done(folder.value)}</h2>
          <p>
            <strong>{words.switchOff}</strong>
          </p>
          <p>{words.then}</p>
        </section>
      )}
    </div>
  );
}
