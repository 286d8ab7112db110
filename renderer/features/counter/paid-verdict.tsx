import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import { paidLongBefore, type PaidAnswer } from '../../../src/shared/payment/paid-answer';
import { happenedAt, type Payment, type PaymentStatus } from '../../../src/shared/payment/payment';
import type { Texts } from '../../../src/shared/texts/texts';
import { HandOver } from '../../parts/hand-over';
import { StatusMark } from '../../parts/icon';
import { amountWords, methodWords, Payer, textsOf } from '../../parts/payment-words';
import { effectiveStatusWords } from '../../parts/effective-status';
import { useShop } from '../../state/window-context';

interface PaidVerdictProps {
  readonly answer: PaidAnswer;
  readonly onHandedOver: (payment: Payment) => void;
}

const marks: Readonly<Record<PaidAnswer['kind'], PaymentStatus>> = {
  free: 'success',
  doubtful: 'check',
  'handed-over': 'failed',
  'not-received': 'failed',
  'not-received-but-deaf': 'check',
};

/** The answer in words first, then the payments and periods behind it. */
export function PaidVerdict({ answer, onHandedOver }: PaidVerdictProps) {
  const { texts } = useShop();
  const words = texts.claim.box;
  const { title, next } = headline(answer, words);
  return (
    <div class={`verdict verdict-${answer.kind}`}>
      <p class="verdict-head">
        <StatusMark status={marks[answer.kind]} />
        <strong>{title}</strong>
      </p>
      {'deaf' in answer && <Deaf periods={answer.deaf} />}
      {next !== null && <p>{next}</p>}
      {'payments' in answer && (
        <ul class="verdict-payments">
          {answer.payments.map((payment) => (
            <Found key={payment.id} payment={payment} onHandedOver={onHandedOver} />
          ))}
        </ul>
      )}
      {'payments' in answer && (answer.count ?? 0) > answer.payments.length && (
        <p>
          <strong>{words.more((answer.count ?? 0) - answer.payments.length)}</strong>
        </p>
      )}
      {'failed' in answer && answer.failed.length > 0 && (
        <>
          <p>
            <strong>{words.failed}</strong>
          </p>
          <ul class="verdict-payments">
            {answer.failed.map((payment) => (
              <Found key={payment.id} payment={payment} onHandedOver={onHandedOver} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function headline(
  answer: PaidAnswer,
  words: Texts['claim']['box'],
): { readonly title: string; readonly next: string | null } {
  switch (answer.kind) {
    case 'free':
      return answer.count === 1
        ? { title: words.free, next: words.freeNext }
        : { title: words.several(answer.count), next: words.severalNext };
    case 'doubtful':
      return { title: words.doubtful, next: words.doubtfulNext };
    case 'handed-over':
      return { title: words.handedOver, next: answer.deaf.length === 0 ? words.handedOverNext : null };
    case 'not-received':
      return { title: words.notReceived, next: words.notReceivedNext };
    case 'not-received-but-deaf':
      return { title: words.notReceivedButDeaf, next: null };
  }
}

function Deaf({ periods }: { readonly periods: readonly DeafPeriod[] }) {
  const { texts, when } = useShop();
  const words = texts.claim.box;
  if (periods.length === 0) return null;
  return (
    <>
      <ul class="verdict-deaf">
        {periods.map(({ id, from, to }) => (
          <li key={id}>
            {to === null ? words.deafSince(when.time(from)) : words.deaf(when.time(from), when.time(to))}
          </li>
        ))}
      </ul>
      <p>{words.deafNext}</p>
    </>
  );
}

function Found({
  payment,
  onHandedOver,
}: { readonly payment: Payment } & Pick<PaidVerdictProps, 'onHandedOver'>) {
  const { state, texts: shopTexts, ago } = useShop();
  const texts = textsOf(payment, shopTexts, state.settings.language);
  const effective = effectiveStatusWords(payment, texts);
  const paidAt = paidLongBefore(payment);
  return (
    <li class="verdict-payment" data-payment={payment.id}>
      <p>
        <strong class="verdict-amount">{amountWords(payment, state.settings.language, texts)}</strong>{' '}
        <time dateTime={happenedAt(payment)}>{ago(happenedAt(payment))}</time>
      </p>
      <p class="verdict-facts">
        <span>{methodWords(payment.method, texts)}</span> <Payer account={payment.account} texts={texts} />
      </p>
      {paidAt !== null && <p>{texts.claim.box.gap(ago(paidAt), ago(payment.receivedAt))}</p>}
      {payment.givenBack !== undefined && (
        <p>{texts.payment.doubts[payment.givenBack.how === 'wholly' ? 'given-back' : 'given-back-partly']}</p>
      )}
      {effective.status === 'check' && payment.doubts.length > 0 && (
        <p>{payment.doubts.map((doubt) => texts.payment.doubts[doubt]).join(' ')}</p>
      )}
      {payment.verification.kind !== 'announced' && effective.status !== 'success' && (
        <p>{effective.sentence}.</p>
      )}
      <HandOver
        payment={payment}
        strong={effective.status === 'success'}
        undoable={false}
        onDone={onHandedOver}
      />
    </li>
  );
}
