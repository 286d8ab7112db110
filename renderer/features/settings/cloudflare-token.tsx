import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';

/** The token crosses to the core once and is never shown again. */
export function CloudflareToken() {
  const { state, texts } = useShop();
  const words = texts.settings.cloudflareToken;
  const { run, busy, problem } = useCommand('saveCloudflareToken');
  const token = useSignal('');
  const id = useId();
  const save = async (): Promise<void> => {
    if ((await run({ token: token.value })).ok) token.value = '';
  };
  return (
    <form
      class="setting field"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void save();
      }}
    >
      <label for={id} class="setting-title">
        {words.title}
      </label>
      <p id={`${id}-hint`} class="soft">
        {state.settings.cloudflareToken === 'absent' ? words.hint : words.stored}
      </p>
      <div class="field-line">
        <input
          id={id}
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={token.value}
          aria-invalid={problem.value !== null}
          aria-describedby={`${id}-hint ${id}-problem`}
          onInput={(event) => {
            token.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button button-strong" aria-disabled={busy.value}>
          {words.save}
        </button>
      </div>
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem.value}
      </p>
    </form>
  );
}
