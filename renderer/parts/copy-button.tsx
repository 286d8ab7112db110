import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { webhookUrlsOf } from '../../src/shared/state/app-state';
import type { Argument } from '../../src/shared/bridge/contract';
import { useCommand } from '../state/use-command';
import { useShop } from '../state/window-context';
import { Icon } from './icon';
import { inBackground } from '../state/in-background';

const shownMs = 2_500;

type CopyButtonProps = Argument<'copyToClipboard'> & {
  readonly label: string;
  readonly strong?: boolean;
  readonly disabled?: boolean;
};

/** Asks the core to copy, because the window never holds a secret; says so when it is done. */
export function CopyButton({
  what,
  provider,
  mode,
  label,
  strong = false,
  disabled = false,
}: CopyButtonProps) {
  const { state, texts } = useShop();
  const { run, problem } = useCommand('copyToClipboard');
  const copied = useSignal(false);
  const failed = useSignal<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async (): Promise<void> => {
    const reply = await run({ what, provider, mode });
    // A headless core may have no clipboard, but the browser has one; the address, unlike the secret, is known here.
    const url = what === 'webhook-url' ? webhookUrlsOf(state, mode, provider).public : null;
    const done =
      reply.ok || (reply.code === 'clipboard-unavailable' && url !== null && (await writeHere(url)));
    copied.value = done;
    failed.value = done ? null : problem.value;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => (copied.value = false), shownMs);
  };

  return (
    <span class="copy">
      <button
        type="button"
        class={strong ? 'button button-strong' : 'button'}
        disabled={disabled}
        onClick={() => inBackground(copy())}
      >
        <Icon name={copied.value ? 'done' : 'copy'} />
        {copied.value ? texts.window.copy.copied : label}
      </button>
      <span class="visually-hidden" role="status">
        {copied.value ? texts.window.copy.copied : ''}
      </span>
      {failed.value !== null && (
        <span class="problem" role="alert">
          {failed.value}
        </span>
      )}
    </span>
  );
}

async function writeHere(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
