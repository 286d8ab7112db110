import { handOverRefusal } from '../../src/shared/payment/claim';
import { formatXof } from '../../src/shared/payment/money';
import { effectiveStatusOf, happenedAt, type Payment } from '../../src/shared/payment/payment';
import type { ShopView } from '../../src/shared/screens/protocol';
import { methodName } from '../../src/shared/texts/payment-texts';
import { agoIn, wordsIn } from './screen-words';

interface PaymentCardProps {
  readonly payment: Payment;
  readonly isLarge: boolean;
  readonly view: Pick<ShopView, 'language' | 'country'>;
  readonly now: number;
  /** Null: the counter cannot be asked at the moment. */
  readonly onDeed: ((name: 'handOver' | 'takeBack', payment: Payment) => void) | null;
}

/** One payment as a second counter or an owner's phone may see it. */
export function PaymentCard({ payment, isLarge, view, now, onDeed }: PaymentCardProps) {
  const words = wordsIn(view.language, [payment.provider]);
  const { amountXof, method, account, claim, mode, found, givenBack } = payment;
  const status = effectiveStatusOf(payment);
  const tone = mode === 'sandbox' ? 'test' : claim === null ? status : 'claimed';
  const lastDigits = account?.replace(/\D/g, '') ?? '';
  const details = [
    agoIn(happenedAt(payment), now, view),
    method === null ? null : methodName(method, words.payment),
    lastDigits === '' ? null : words.screen.list.endsWith(lastDigits),
    givenBack === undefined ? null : words.payment.givenBack[givenBack.how],
    found === undefined ? null : words.payment.found[found.how](found.by),
  ].filter((detail) => detail !== null);
  const refusal = handOverRefusal(payment);
  return (
    <article class={`card tone-${tone}${isLarge ? ' large' : ''}`} data-id={payment.id}>
      <p class="state">{mode === 'sandbox' ? words.payment.test : words.payment.status[status]}</p>
      <p class="amount">
        {amountXof === null ? words.payment.amountUnknown : formatXof(amountXof, view.language)}
      </p>
      <p class="soft">{details.join(' · ')}</p>
      {claim !== null && (
        <p>{words.screen.list.handedOver(claim.by, agoIn(claim.at, now, view), claim.via ?? '')}</p>
      )}
      {onDeed !== null && refusal === null && (
        <button type="button" class="hand-over" onClick={() => onDeed('handOver', payment)}>
          {status === 'success' ? words.claim.handOver : words.claim.handOverAnyway}
        </button>
      )}
      {onDeed !== null && claim !== null && (
        <button type="button" class="take-back" onClick={() => onDeed('takeBack', payment)}>
          {words.claim.undo}
        </button>
      )}
    </article>
  );
}
