import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Day, Payment } from '../../../src/shared/payment/payment';
import { Figures } from '../../parts/figures';
import { amountWords, PaymentCells } from '../../parts/payment-words';
import { hrefOf } from '../../state/view';
import { useUnfoldedOnPaper } from '../../state/use-unfolded-on-paper';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** As many as a page of the ledger holds. */
const most = 500;

/** Every payment of the day in a table: folded on the screen, unfolded on paper. */
export function DayPayments({ day }: { readonly day: Day }) {
  const { bridge, state, texts, when } = useShop();
  const { language } = state.settings;
  const words = texts.day;
  const payments = useSignal<readonly Payment[]>([]);
  const hasMore = useSignal(false);
  const details = useUnfoldedOnPaper();
  useEffect(() => {
    let wanted = true;
    inBackground(
      bridge.invoke('listPayments', { from: day, to: day, limit: most }).then((reply) => {
        if (!wanted || !reply.ok) return;
        payments.value = reply.value.payments;
        hasMore.value = reply.value.next !== null;
      }),
    );
    return () => {
      wanted = false;
    };
  }, [bridge, day, state.today]);
  if (payments.value.length === 0) return null;
  const { columns } = texts.export;
  return (
    <details ref={details} class="card day-payments">
      <summary class="card-title">{words.payments}</summary>
      {hasMore.value && <p>{words.tooMany(most)}</p>}
      <Figures
        caption={words.payments}
        heads={[texts.report.hour, columns.outcome, columns.method, columns.account, texts.report.total]}
      >
        {payments.value.map((payment) => (
          <tr key={payment.id}>
            <th scope="row">
              <a href={hrefOf({ name: 'payments', paymentId: payment.id })}>
                {when.time(payment.receivedAt)}
              </a>
            </th>
            <PaymentCells payment={payment} texts={texts} />
            <td>{amountWords(payment, language, texts)}</td>
          </tr>
        ))}
      </Figures>
    </details>
  );
}
