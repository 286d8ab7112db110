import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../../parts/icon';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { PinForm } from './pin-form';
import { inBackground } from '../../state/in-background';

/** Where a PIN is set: a button beside the views that lets the owner unlock and lock again from any of them. */
export function OwnerButton() {
  const { state, texts } = useShop();
  const { run } = useCommand('lock');
  const asking = useSignal(false);
  const words = texts.owner;
  if (state.access.kind === 'open') return null;
  if (state.access.kind === 'unlocked') {
    return (
      <button type="button" class="button owner-button" onClick={() => inBackground(run(null))}>
        <Icon name="unlocked" />
        <span>{words.lock}</span>
      </button>
    );
  }
  return (
    <>
      <button type="button" class="button owner-button" onClick={() => (asking.value = true)}>
        <Icon name="lock" />
        <span>{words.owner}</span>
      </button>
      {asking.value && <PinDialog onClose={() => (asking.value = false)} />}
    </>
  );
}

function PinDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useShop().texts.owner.askPin;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{words.title}</h2>
      <p>{words.hint}</p>
      <PinForm autofocus onOpened={onClose} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </dialog>
  );
}
