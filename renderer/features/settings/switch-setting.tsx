import { useId } from 'preact/hooks';

interface SwitchSettingProps {
  readonly title: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchSetting({ title, hint, on, onChange }: SwitchSettingProps) {
  const id = useId();
  return (
    <div class="setting setting-line">
      <p class="setting-words">
        <label for={id} class="setting-title">
          {title}
        </label>{' '}
        <span id={`${id}-hint`} class="soft">
          {hint}
        </span>
      </p>
      <input
        id={id}
        class="toggle"
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
