import { useShop, useWindow } from '../state/window-context';
import { amountWords, methodWords } from './payment-words';

/** Reads each new payment once to a screen reader: only lines that are added to a log are read. */
export function NewPaymentsRegion() {
  const { store } = useWindow();
  const { state, texts } = useShop();
  return (
    <div class="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {store.arrived.value.map((payment) => (
        <p key={payment.id}>
          {texts.payment.sentence[payment.status]}. {amountWords(payment, state.settings.language, texts)}.{' '}
          {methodWords(payment.method, texts)}.
          {payment.mode === 'sandbox' ? ` ${texts.payment.testHint}` : ''}
        </p>
      ))}
    </div>
  );
}
