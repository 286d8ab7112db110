import type { Signal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { longestPin } from '../../../src/shared/settings/bounds';

interface PinFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: Signal<string>;
  readonly autofocus?: boolean;
  /** The id of the element with the error message. */
  readonly problemId?: string | undefined;
}

/** A field whose digits are hidden from onlookers. */
export function PinField({ label, hint, value, autofocus = false, problemId }: PinFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, [autofocus]);
  return (
    <div class="pin-field">
      <label for={id}>
        {label} {hint !== undefined && <span class="soft">{hint}</span>}
      </label>
      <input
        ref={input}
        id={id}
        type="password"
        inputMode="numeric"
        autocomplete="off"
        maxLength={longestPin}
        value={value.value}
        aria-invalid={problemId !== undefined}
        aria-describedby={problemId}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}
