import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { endpointKey } from '../../../src/shared/payment/endpoint';
import type { Mode } from '../../../src/shared/payment/payment';
import type { ProviderDescription } from '../../../src/shared/providers/provider-description';
import { providerDescriptions } from '../../../src/shared/providers/providers';
import { SwitchOfModes } from '../../parts/switch-of-modes';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** The keys for asking providers. They are sent to the core and never come back. */
export function ApiKeysSettings() {
  return (
    <>
      {providerDescriptions
        .filter(({ apiKeys }) => apiKeys.length > 0)
        .map((description) => (
          <ApiKeys key={description.name} description={description} />
        ))}
    </>
  );
}

function ApiKeys({ description }: { readonly description: ProviderDescription }) {
  const { state, texts } = useShop();
  const words = texts.recovery.keys;
  const { run, busy, problem } = useCommand('saveApiKeys');
  const mode = useSignal<Mode>('live');
  const keys = useSignal<Readonly<Record<string, string>>>({});
  const id = useId();
  const endpoint = { provider: description.name, mode: mode.value };
  const { verification } = state;
  const saved = verification.keys.includes(endpointKey(endpoint));
  const save = async (next: Readonly<Record<string, string>> | null): Promise<void> => {
    if ((await run({ ...endpoint, keys: next })).ok) keys.value = {};
  };
  return (
    <form
      class="card"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) inBackground(save(keys.value));
      }}
    >
      <h2 id={`${id}-title`} class="settings-group-title">
        {words.title(description.label)}
      </h2>
      <p>{words.hint}</p>
      <p class="hint hint-warn">{words.risk}</p>
      <SwitchOfModes mode={mode} />
      {description.apiKeys.map(({ key, name }) => (
        <div key={key} class="field">
          <label for={`${id}-${key}`}>{name}</label>
          <input
            id={`${id}-${key}`}
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
            maxLength={500}
            value={keys.value[key] ?? ''}
            onInput={(event) => (keys.value = { ...keys.value, [key]: event.currentTarget.value })}
          />
        </div>
      ))}
      <div class="field-line">
        <button type="submit" class="button button-strong" aria-disabled={busy.value}>
          {words.save}
        </button>
        {saved && (
          <button
            type="button"
            class="button"
            aria-disabled={busy.value}
            onClick={() => inBackground(save(null))}
          >
            {words.forget}
          </button>
        )}
      </div>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? (saved ? `${words.saved} ${words.waiting(verification.waiting)}` : '')}
      </p>
      {verification.trouble !== null && <p class="problem">{words.trouble[verification.trouble]}</p>}
    </form>
  );
}
