import { happenedAt, type Payment } from '../../src/shared/payment/payment';
import { useShop } from '../state/window-context';
import { StatusMark } from './icon';
import { effectiveStatusWords } from './effective-status';
import {
  amountWords,
  Failure,
  methodWords,
  Payer,
  ProviderBadge,
  OddBadges,
  TestBadge,
} from './payment-words';

interface PaymentLineProps {
  readonly payment: Payment;
  /** Where no button beside it tells whether the goods were handed over. */
  readonly showsClaim?: boolean;
}

/** One payment on one line: shape and word for the status, then amount, method, payer, time. */
export function PaymentLine({ payment, showsClaim = false }: PaymentLineProps) {
  const { state, texts, ago } = useShop();
  const { status, word } = effectiveStatusWords(payment, texts);
  return (
    <>
      <span class="row-status">
        <StatusMark status={status} />
        <span>{word}</span>
      </span>{' '}
      <span class={payment.amountXof === null ? 'row-amount row-amount-unknown' : 'row-amount'}>
        {amountWords(payment, state.settings.language, texts)}
      </span>{' '}
      <span class="row-facts">
        <Failure payment={payment} texts={texts} />
        <span>{methodWords(payment.method, texts)}</span> <Payer account={payment.account} texts={texts} />{' '}
        {payment.mode === 'sandbox' && <TestBadge texts={texts} />}
        <ProviderBadge provider={payment.provider} texts={texts} />
        <OddBadges payment={payment} texts={texts} />
        {/* Goods were handed over and the money was reversed: the helper named here may remember the customer. */}
        {payment.claim !== null && (showsClaim || payment.verification.kind === 'reversed') && (
          <>
            <span class="row-claim">{texts.claim.handedOver(ago(payment.claim.at), payment.claim.by)}</span>
            <span class="row-claim-brief">{texts.claim.handedOverBy(payment.claim.by)}</span>
          </>
        )}
      </span>{' '}
      <time class="row-time" dateTime={happenedAt(payment)}>
        {ago(happenedAt(payment))}
      </time>
    </>
  );
}
