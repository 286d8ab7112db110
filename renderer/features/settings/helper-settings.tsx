import { isSameHelper } from '../../../src/shared/payment/helper-name';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';
import { longestHelperName, mostHelpers } from '../../../src/shared/settings/preferences';
import { Icon } from '../../parts/icon';
import { useShop } from '../../state/window-context';

/** The names that each window may choose from. */
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
      <h2 id={id} class="card-title">
        {words.helpers.title}
      </h2>
      <p class="soft">{words.helpers.hint}</p>
      {helperNames.length > 0 && (
        <ul class="helpers">
          {helperNames.map((helper) => (
            <li key={helper}>
              <span>{helper}</span>
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
