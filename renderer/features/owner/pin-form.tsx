import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { currentTime } from '../../state/now';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { PinField } from './pin-field';
import { inBackground } from '../../state/in-background';
import './owner.css';

/** Asks for the PIN, and explains what to do if it is forgotten. */
export function PinForm({ autofocus = false, onOpened }: PinFormProps) {
  const { now } = useWindow();
  const { state, texts } = useShop();
  const words = texts.owner.askPin;
  const { run, busy, problem } = useCommand('unlock');
  const pin = useSignal('');
  const id = useId();
  const retryAt = state.access.kind === 'locked' ? state.access.retryAt : null;
  // The window's time may be some seconds old; the wait must not be shown longer than it is.
  const time = Math.max(now.value, currentTime());
  const seconds = retryAt === null ? 0 : Math.ceil((Date.parse(retryAt) - time) / 1_000);
  const trouble = seconds > 0 ? texts.owner.waitSeconds(seconds) : problem.value;

  const open = async (): Promise<void> => {
    const reply = await run({ pin: pin.value });
    pin.value = '';
    if (reply.ok) onOpened?.();
  };
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value && pin.value !== '') inBackground(open());
      }}
    >
      <PinField
        label={words.pin}
        value={pin}
        autofocus={autofocus}
        problemId={trouble === null ? undefined : `${id}-problem`}
      />
      <button type="submit" class="button button-strong" aria-disabled={busy.value}>
        {words.open}
      </button>
      <p id={`${id}-problem`} class="problem" role="alert">
        {trouble ?? ''}
      </p>
      <details class="soft pin-forgotten">
        <summary>{words.forgotten}</summary>
        <p>{words.forgottenHow}</p>
      </details>
    </form>
  );
}

interface PinFormProps {
  readonly autofocus?: boolean;
  readonly onOpened?: () => void;
}
