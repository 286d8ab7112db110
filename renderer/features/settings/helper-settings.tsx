import { helperKey, isSameHelper } from '../../../src/shared/payment/helper-name';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';
import { longestHelperName, mostHelpers } from '../../../src/shared/settings/bounds';
import { Icon } from '../../parts/icon';
import { PinField } from '../owner/pin-field';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** The helpers' names that each window offers. */
export function HelperSettings({ onChange }: { readonly onChange: (change: PreferencesChange) => void }) {
  const { state, texts } = useShop();
  const words = texts.claim;
  const { helperNames } = state.settings;
  const name = useSignal('');
  const id = useId();
  const add = (): void => {
    const next = name.value.trim();
    name.value = '';
    if (next !== '' && !helperNames.some((known) => isSameHelper(known, next)))
      onChange({ helperNames: [...helperNames, next] });
  };
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id} class="settings-group-title">
        {words.helpers.title}
      </h2>
      <p class="soft">{words.helpers.hint}</p>
      {helperNames.length > 0 && (
        <ul class="helpers">
          {helperNames.map((helper) => (
            <li key={helper}>
              <HelperCode helper={helper} />
              <button
                type="button"
                class="button button-quiet"
                aria-label={words.removeHelper(helper)}
                onClick={() => onChange({ helperNames: helperNames.filter((other) => other !== helper) })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {helperNames.length < mostHelpers && (
        <form
          class="field-line"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input
            type="text"
            aria-label={words.helpers.name}
            placeholder={words.helpers.name}
            maxLength={longestHelperName}
            autocomplete="off"
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
          <button type="submit" class="button">
            {words.helpers.add}
          </button>
        </form>
      )}
    </section>
  );
}

/** A code for this helper, so that nobody else hands goods over in their name. */
function HelperCode({ helper }: { readonly helper: string }) {
  const { state, texts } = useShop();
  const words = texts.claim.code;
  const { run, busy, problem } = useCommand('setHelperCode');
  const code = useSignal<string | null>(null);
  const typed = useSignal('');
  const hasCode = state.settings.helperCodes.includes(helperKey(helper));
  const set = async (next: string | null): Promise<void> => {
    typed.value = '';
    if ((await run({ name: helper, code: next })).ok) code.value = null;
  };
  return (
    <div>
      <span>
        {helper} {hasCode && <span class="soft">{words.has}</span>}
      </span>
      {code.value === null ? (
        <button
          type="button"
          class="button button-quiet"
          aria-disabled={busy.value}
          onClick={() => {
            if (hasCode) inBackground(set(null));
            else code.value = '';
          }}
        >
          {hasCode ? words.take(helper) : words.give(helper)}
        </button>
      ) : (
        <form
          class="pin-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy.value) inBackground(set(typed.value));
          }}
        >
          <PinField label={words.of(helper)} hint={words.digits} value={typed} autofocus />
          <button type="submit" class="button button-strong" aria-disabled={busy.value}>
            {words.go}
          </button>
          {state.access.kind === 'open' && <p class="soft">{words.needsPin}</p>}
        </form>
      )}
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
    </div>
  );
}
