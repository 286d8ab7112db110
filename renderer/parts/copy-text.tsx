import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useShop } from '../state/window-context';
import { Icon } from './icon';

/** A text that is not secret, shown in full, selectable, with a button to copy it. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { texts } = useShop();
  const copied = useSignal(false);
  const line = useRef<HTMLElement>(null);
  const copy = (): void => {
    if (line.current === null) return;
    window.getSelection()?.selectAllChildren(line.current);
    // Pages of the app have no clipboard permission, but a click may still copy a selection.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without that permission
    copied.value = document.execCommand('copy');
  };
  return (
    <div class="value">
      <code ref={line} class="value-text">
        {text}
      </code>
      <button type="button" class="button" onClick={copy}>
        <Icon name={copied.value ? 'done' : 'copy'} />
        {copied.value ? texts.window.copy.copied : label}
      </button>
    </div>
  );
}
