import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { FoundSum } from '../../../src/shared/bridge/report-commands';
import { formatXof } from '../../../src/shared/payment/money';
import { happenedAt, type Payment } from '../../../src/shared/payment/payment';
import { outcomeOf } from '../../../src/shared/payment/totals';
import { Figures } from '../../parts/figures';
import { amountWords, PaymentCells } from '../../parts/payment-words';
import { useShop } from '../../state/window-context';
import type { PaymentListing } from './payment-listing';
import { inBackground } from '../../state/in-background';

/** Load the list first; its sum may take a moment longer. */
const sumAfterMs = 300;
/** As many as a page of the ledger holds. */
const mostPrinted = 500;

/** The sum of the current search, for the owner. Shown only while something is searched. */
export function FoundSumLine({ listing }: { readonly listing: PaymentListing }) {
  const { state, texts } = useShop();
  const words = texts.payments;
  const sum = useSum(listing);
  const amount = sum === null ? '' : formatXof(sum.receivedXof, state.settings.language);
  return (
    <p role="status" class="payments-sum">
      {sum !== null && (sum.isWhole ? words.sum : words.sumOfNewest)(sum.count, sum.receivedCount, amount)}
    </p>
  );
}

/** Prints the list as it is filtered, as far as the caller may see it. */
export function PrintList({ listing }: { readonly listing: PaymentListing }) {
  const { bridge, texts } = useShop();
  const words = texts.payments;
  const paper = useSignal<{ readonly payments: readonly Payment[]; readonly hasMore: boolean } | null>(null);
  const problem = useSignal<string | null>(null);
  const print = async (): Promise<void> => {
    const reply = await bridge.invoke('listPayments', { ...listing.filter.peek(), limit: mostPrinted });
    problem.value = reply.ok ? null : reply.message;
    if (reply.ok) paper.value = { payments: reply.value.payments, hasMore: reply.value.next !== null };
  };
  // Print once the table is in the document.
  useLayoutEffect(() => {
    if (paper.value !== null) window.print();
  }, [paper.value]);
  return (
    <>
      <button type="button" class="button button-quiet payments-print" onClick={() => inBackground(print())}>
        {words.print}
      </button>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {paper.value !== null && <Paper {...paper.value} />}
    </>
  );
}

/** Null where nothing is searched, where the owner's things are locked, and until it is known. */
function useSum(listing: PaymentListing): FoundSum | null {
  const { bridge, state } = useShop();
  const sum = useSignal<FoundSum | null>(null);
  const filter = listing.filter.value;
  const isLocked = state.access.kind === 'locked';
  useEffect(() => {
    let wanted = true;
    sum.value = null;
    const { order: _order, ...sought } = filter;
    if (isLocked || Object.keys(sought).length === 0) return;
    const timer = setTimeout(() => {
      inBackground(
        bridge.invoke('sumPayments', sought).then((reply) => {
          if (wanted) sum.value = reply.ok ? reply.value : null;
        }),
      );
    }, sumAfterMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // A payment that comes or changes may be one of them.
  }, [bridge, filter, isLocked, state.today, sum]);
  return sum.value;
}

/** Only some rows are rendered; on paper all of them are in a table. */
function Paper({ payments, hasMore }: { readonly payments: readonly Payment[]; readonly hasMore: boolean }) {
  const { state, texts, when, ago } = useShop();
  const { columns } = texts.export;
  const words = texts.payments;
  return (
    <div class="payments-paper">
      {hasMore && <p>{words.printedMost(mostPrinted)}</p>}
      <Figures
        caption={words.title}
        heads={[
          columns.receivedAt,
          columns.outcome,
          columns.method,
          columns.account,
          words.claimed.legend,
          texts.report.total,
        ]}
      >
        {payments.map((payment) => (
          <tr key={payment.id}>
            <th scope="row">
              {texts.payment.when.onDayAt(when.day(happenedAt(payment)), when.time(happenedAt(payment)))}
            </th>
            <PaymentCells payment={payment} texts={texts} />
            <td>
              {payment.claim !== null
                ? texts.claim.handedOver(ago(payment.claim.at), payment.claim.by)
                : outcomeOf(payment) === 'received' && words.claimed.no}
            </td>
            <td>{amountWords(payment, state.settings.language, texts)}</td>
          </tr>
        ))}
      </Figures>
    </div>
  );
}
