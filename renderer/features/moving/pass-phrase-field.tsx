import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { longestPassPhrase } from '../../../src/shared/settings/pass-phrase';

interface PassPhraseFieldProps {
  readonly label: string;
  readonly value: Signal<string>;
  /** The advice shown while it is typed. */
  readonly hint: string;
}

export function PassPhraseField({ label, value, hint }: PassPhraseFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        spellcheck={false}
        maxLength={longestPassPhrase}
        aria-describedby={`${id}-hint`}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      <p id={`${id}-hint`} class="soft" aria-live="polite">
        {hint}
      </p>
    </div>
  );
}
