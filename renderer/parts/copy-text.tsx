import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useShop } from '../state/window-context';
import { Icon } from './icon';

/** A line that is no secret, whole, selectable and one click from the clipboard. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { texts } = useShop();
  const copied = useSignal(false);
  const line = useRef<HTMLElement>(null);
  const copy = (): void => {
    if (line.current === null) return;
    window.getSelection()?.selectAllChildren(line.current);
    // The app gives its pages no permission for the clipboard; a selection may be copied by a click all the same.
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
