import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { CommandName } from '../../src/shared/bridge/contract';
import type { CommandUse } from '../state/use-command';
import { inBackground } from '../state/in-background';

interface SecretFormProps extends Pick<CommandUse<CommandName>, 'busy' | 'problem'> {
  readonly label: ComponentChildren;
  /** Its purpose, where the label does not tell. */
  readonly hint?: string;
  readonly isSetting?: boolean;
  readonly button: string;
  /** Shown while there is no error. */
  readonly outcome?: string;
  /** Resolves to whether it was accepted; the field is then cleared and never shows it again. */
  readonly onSave: (secret: string) => Promise<boolean>;
}

/** A field to paste one secret made elsewhere. It is sent to the core once. */
export function SecretForm(props: SecretFormProps) {
  const { label, hint, isSetting = false, button, outcome = '', busy, problem, onSave } = props;
  const secret = useSignal('');
  const id = useId();
  const save = async (): Promise<void> => {
    if (await onSave(secret.value)) secret.value = '';
  };
  return (
    <form
      class={isSetting ? 'setting field' : 'field'}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) inBackground(save());
      }}
    >
      <label for={id} class={isSetting ? 'setting-title' : undefined}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="soft">
          {hint}
        </p>
      )}
      <div class="field-line">
        <input
          id={id}
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={secret.value}
          aria-invalid={problem.value !== null}
          aria-describedby={hint === undefined ? `${id}-outcome` : `${id}-hint ${id}-outcome`}
          onInput={(event) => {
            secret.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button button-strong" aria-disabled={busy.value}>
          {button}
        </button>
      </div>
      <p id={`${id}-outcome`} role="status" class={problem.value === null ? 'outcome' : 'outcome problem'}>
        {problem.value ?? outcome}
      </p>
    </form>
  );
}
