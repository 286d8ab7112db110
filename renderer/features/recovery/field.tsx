import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly numeric?: boolean;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A one-line field. */
export function Field({ label, hint, numeric = false, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {hint !== undefined && <span class="soft">{hint}</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode={numeric ? 'numeric' : 'text'}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
