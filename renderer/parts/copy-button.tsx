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

/** Asks the core to copy, so that the window need not hold a secret, and shows when it is done. */
export function CopyButton({
  what,
  provider,
  mode,
  label,
  strong = false,
  disabled = false,
}: CopyButtonProps) {
  const { bridge, state, texts } = useShop();
  const { run, problem } = useCommand('copyToClipboard');
  const copied = useSignal(false);
  const failed = useSignal<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  /**
   * A headless core may have no clipboard, but the browser has one. Only then does the page ask for the secret, and it
   * does not keep it.
   */
  const copyHere = async (): Promise<boolean> => {
    if (what === 'hash-secret') {
      const reply = await bridge.invoke('takeHashSecret', { provider, mode });
      return reply.ok && writeHere(reply.value);
    }
    const url = webhookUrlsOf(state, mode, provider).public;
    return url !== null && writeHere(url);
  };
  const copy = async (): Promise<void> => {
    const reply = await run({ what, provider, mode });
    const done = reply.ok || (reply.code === 'clipboard-unavailable' && (await copyHere()));
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
