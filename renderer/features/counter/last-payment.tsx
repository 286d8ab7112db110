import { happenedAt, type Payment } from '../../../src/shared/payment/payment';
import { HandOver } from '../../parts/hand-over';
import { StatusMark } from '../../parts/icon';
import {
  amountWords,
  methodWords,
  OddBadges,
  Payer,
  ProviderBadge,
  TestBadge,
  textsOf,
} from '../../parts/payment-words';
import { needsCheck, effectiveStatusWords } from '../../parts/effective-status';
import { failureReason } from '../../../src/shared/texts/payment-texts';
import { hrefOf } from '../../state/view';
import { useShop, useWindow } from '../../state/window-context';
import './last-payment.css';

/** How long a payment keeps its full colour, so that a glance from the shelf tells a new one from an old one. */
const freshMs = 90_000;

/** The payment everybody at the counter is waiting for, large enough to read from two metres. */
export function LastPayment({ payment }: { readonly payment: Payment }) {
  const { now } = useWindow();
  const { state, texts: shopTexts, ago } = useShop();
  const { language } = state.settings;
  const texts = textsOf(payment, shopTexts, language);
  const words = texts.payment;
  const { status, word, sentence } = effectiveStatusWords(payment, texts);
  const reason = failureReason(payment, words);
  const amount = amountWords(payment, language, texts);
  const fresh = payment.claim === null && now.value - Date.parse(payment.receivedAt) < freshMs;
  return (
    <article class={`last ${tone()}`} data-payment={payment.id}>
      <header class="last-head">
        <StatusMark status={status} />
        <strong class="last-status">{word}</strong>
        {payment.mode === 'sandbox' && <TestBadge texts={texts} />}
        <ProviderBadge provider={payment.provider} texts={texts} />
        <OddBadges payment={payment} texts={texts} />
        <time class="last-time" dateTime={happenedAt(payment)}>
          {ago(happenedAt(payment))}
        </time>
      </header>
      <p
        class={/^\d/.test(amount) ? 'last-amount' : 'last-amount last-amount-words'}
        style={{ '--letters': Math.max(7, amount.length) }}
      >
        <a href={hrefOf({ name: 'payments', paymentId: payment.id })}>{amount}</a>
      </p>
      <p class="last-facts">
        <span>{methodWords(payment.method, texts)}</span>
        <Payer account={payment.account} texts={texts} />
        {payment.label !== null && payment.label !== '' && <span class="last-label">{payment.label}</span>}
      </p>
      {status !== 'success' && (
        <p class="last-advice">
          <strong>
            {reason === null ? '' : `${reason}. `}
            {sentence}.
          </strong>{' '}
          {needsCheck(payment)
            ? [...payment.doubts.map((doubt) => words.doubts[doubt]), words.lookInDashboard].join(' ')
            : ''}
        </p>
      )}
      <HandOver payment={payment} strong />
    </article>
  );

  function tone(): string {
    // Nobody may mistake a test payment for money, even one that succeeded.
    if (payment.mode === 'sandbox' && status === 'success') return 'last-test';
    const handed = payment.claim === null ? '' : ' last-handed';
    return `last-${status}${fresh ? ' last-fresh' : ''}${handed}`;
  }
}
