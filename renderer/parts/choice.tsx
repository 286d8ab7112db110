import { useId } from 'preact/hooks';

interface ChoiceProps<Value extends string> {
  readonly title: string;
  /** Only for screen readers, where the options explain themselves. */
  readonly titleHidden?: boolean;
  readonly hint?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  /** Another setting decides it: shown, but not changeable here. */
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few options, all visible. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { title, titleHidden = false, hint, options, value, disabled = false, onChange } = props;
  const id = useId();
  return (
    <fieldset
      class="choice"
      disabled={disabled}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend class={titleHidden ? 'visually-hidden' : 'choice-title'}>{title}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="soft">
          {hint}
        </p>
      )}
      <div class="switch">
        {options.map((option) => (
          <label key={option.value} class="switch-choice">
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
