import { useSignal, useSignalEffect } from '@preact/signals';
import type { NotificationWords } from '../../src/shared/voice/announcement';
import { hrefOf } from '../state/view';
import { useShop, useWindow } from '../state/window-context';

/** Shows a notification inside the window, where the desktop shows none. */
export function Banner() {
  const { store } = useWindow();
  const words = useShop().texts.window.notices;
  const said = useSignal<NotificationWords | null>(null);
  useSignalEffect(() => store.bridge.on('banner', (latest) => (said.value = latest)));
  if (said.value === null) return null;
  const { title, body, paymentId } = said.value;
  const close = (): void => {
    said.value = null;
  };
  return (
    <div class="notice notice-warn" role="status">
      <p>
        <strong>{title}</strong>
        <br />
        {body}
      </p>
      <div class="notice-actions">
        {paymentId !== null && (
          <a class="button" href={hrefOf({ name: 'payments', paymentId })} onClick={close}>
            {words.seePayment}
          </a>
        )}
        <button type="button" class="button" onClick={close}>
          {words.dismiss}
        </button>
      </div>
    </div>
  );
}
