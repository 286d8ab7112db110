import { useSignal } from '@preact/signals';
import type { CommandError } from '../../src/shared/bridge/contract';
import { PinField } from '../features/owner/pin-field';
import { inBackground } from '../state/in-background';
import { useShop } from '../state/window-context';

/** Whether the refused command may work with the helper's code. */
export function asksForCode(refusal: CommandError): boolean {
  return refusal === 'code-needed' || refusal === 'pin-wrong' || refusal === 'pin-wait';
}

interface CodeFormProps {
  readonly by: string;
  readonly busy: boolean;
  readonly onCode: (code: string) => Promise<void>;
}

/** Asks a helper for his code, if he has one, and then not again for a while. */
export function CodeForm({ by, busy, onCode }: CodeFormProps) {
  const words = useShop().texts.claim.code;
  const code = useSignal('');
  const give = async (): Promise<void> => {
    const typed = code.value;
    code.value = '';
    await onCode(typed);
  };
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && code.value !== '') inBackground(give());
      }}
    >
      <PinField label={words.of(by)} value={code} autofocus />
      <button type="submit" class="button button-strong" aria-disabled={busy}>
        {words.go}
      </button>
    </form>
  );
}
