import type { PaymentDetail } from '../../../src/shared/payment/payment';
import { useShop } from '../../state/window-context';

/** The provider's call, word for word, shown on request. */
export function PaymentCall({ call }: { readonly call: PaymentDetail['call'] }) {
  const words = useShop().texts.payments.detail;
  if (call === null) return null;
  return (
    <details class="detail-call">
      <summary>{words.call}</summary>
      <h3>{words.body}</h3>
      <pre class="detail-data">{'text' in call.body ? call.body.text : call.body.base64}</pre>
      <h3>{words.headers}</h3>
      <pre class="detail-data">
        {Object.entries(call.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      </pre>
    </details>
  );
}
