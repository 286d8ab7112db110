import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';

interface TextSettingProps {
  readonly title: string;
  readonly hint: string;
  readonly value: string;
  readonly maxLength: number;
  readonly numeric?: boolean;
  /** Shown after the field, as "F". */
  readonly unit?: string;
  /** Shown for an invalid text: `onChange` returns whether it is valid. */
  readonly wrong?: string;
  readonly onChange: (value: string) => boolean;
}

/** A one-line field, saved when it loses the focus or Enter is pressed. */
export function TextSetting(props: TextSettingProps) {
  const { title, hint, value, maxLength, numeric = false, unit, wrong = '', onChange } = props;
  const id = useId();
  const isWrong = useSignal(false);
  return (
    <div class="setting">
      <label for={id} class="setting-title">
        {title}
      </label>
      <p id={`${id}-hint`} class="soft">
        {hint}
      </p>
      <div class="setting-field">
        <input
          id={id}
          type="text"
          inputMode={numeric ? 'numeric' : 'text'}
          class={numeric ? 'setting-number' : ''}
          maxLength={maxLength}
          autocomplete="off"
          spellcheck={false}
          defaultValue={value}
          aria-invalid={isWrong.value}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={(event) => {
            isWrong.value = !onChange(event.currentTarget.value.trim());
          }}
        />
        {unit}
      </div>
      <p id={`${id}-problem`} class="problem" role="alert">
        {isWrong.value ? wrong : ''}
      </p>
    </div>
  );
}
