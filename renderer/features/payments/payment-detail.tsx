import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { isMasked } from '../../../src/shared/payment/mask';
import { formatXof } from '../../../src/shared/payment/money';
import type { PaymentDetail as Detail } from '../../../src/shared/payment/payment';
import { failureName } from '../../../src/shared/texts/payment-texts';
import type { Texts } from '../../../src/shared/texts/texts';
import { disputeIn, mayBeSettled } from '../../../src/shared/payment/verification';
import { HandOver } from '../../parts/hand-over';
import { Icon, StatusMark } from '../../parts/icon';
import {
  amountWords,
  methodWords,
  Payer,
  OddBadges,
  ProviderBadge,
  TestBadge,
  textsOf,
} from '../../parts/payment-words';
import { effectiveStatusWords } from '../../parts/effective-status';
import { hrefOf } from '../../state/view';
import { useShop } from '../../state/window-context';
import { PaymentCall } from './payment-call';
import { SettleDoubt } from './settle-doubt';
import { inBackground } from '../../state/in-background';
import './payment-detail.css';

/** The detail opens beside the list where there is room, else over it. */
const roomForBoth = '(min-width: 64em)';

interface PaymentDetailProps {
  readonly paymentId: string;
  readonly onClose: () => void;
}

/** Everything known about one payment, in plain words. */
export function PaymentDetail({ paymentId, onClose }: PaymentDetailProps) {
  const { bridge, texts, state: shop } = useShop();
  const words = texts.payments;
  const access = shop.access.kind;
  const payment = useSignal<Detail | null>(null);
  const state = useSignal<'loading' | 'there' | 'missing'>('loading');
  const problem = useSignal<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const room = window.matchMedia(roomForBoth);
    // Again when the window's width changes: beside the list where there is room, else over it.
    const show = (): void => {
      element?.close();
      if (room.matches) element?.show();
      else element?.showModal();
    };
    show();
    room.addEventListener('change', show);
    return () => {
      room.removeEventListener('change', show);
      element?.close();
    };
  }, []);
  useEffect(() => {
    let wanted = true;
    const ask = (): void =>
      inBackground(
        bridge.invoke('getPayment', { id: paymentId }).then((reply) => {
          if (!wanted) return;
          problem.value = reply.ok ? null : reply.message;
          payment.value = reply.ok ? reply.value : null;
          state.value = payment.value === null ? 'missing' : 'there';
        }),
      );
    const unsubscribe = bridge.on('payment', (broadcast) => {
      if (broadcast.payment.id === paymentId) ask();
    });
    ask();
    return () => {
      wanted = false;
      unsubscribe();
    };
    // Unlocking or locking changes how much of the payment may be shown.
  }, [bridge, access, paymentId, payment, problem, state]);

  return (
    <dialog
      ref={dialog}
      class="detail"
      aria-labelledby={`${id}-title`}
      onCancel={onClose}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <button type="button" class="button detail-close" onClick={onClose}>
        <Icon name="close" />
        {words.detail.close}
      </button>
      {payment.value === null ? (
        <h2 id={`${id}-title`} class="detail-missing">
          {state.value === 'loading' ? words.loading : (problem.value ?? words.detail.notFound)}
        </h2>
      ) : (
        <Known payment={payment.value} titleId={`${id}-title`} />
      )}
    </dialog>
  );
}

function Known({ payment, titleId }: { readonly payment: Detail; readonly titleId: string }) {
  const { state, texts: shopTexts, when } = useShop();
  const { language } = state.settings;
  const texts = textsOf(payment, shopTexts, language);
  const words = texts.payments.detail;
  const failures = [payment.failureMessage, payment.failureCode]
    .filter(isGiven)
    .map((failure) => failureName(failure, texts.payment));
  const { verification } = payment;
  const dateTime = (instant: string): string =>
    texts.payment.when.onDayAt(when.day(instant), when.time(instant));
  return (
    <>
      <Head payment={payment} titleId={titleId} texts={texts} />
      {mayBeSettled(verification) && <SettleDoubt payment={payment} texts={texts} />}
      <dl class="detail-facts">
        {payment.doubts.length > 0 && (
          <Fact name={words.doubts}>
            {payment.doubts.map((doubt) => texts.payment.doubts[doubt]).join(' ')}{' '}
            {texts.payment.lookInDashboard}
          </Fact>
        )}
        {failures.length > 0 && <Fact name={words.failure}>{[...new Set(failures)].join(' / ')}</Fact>}
        <Fact name={words.receivedAt}>{dateTime(payment.receivedAt)}</Fact>
        {payment.performedAt !== null && (
          <Fact name={payment.status === 'failed' ? words.failedAt : words.performedAt}>
            {dateTime(payment.performedAt)}
          </Fact>
        )}
        <Fact name={words.method}>{methodWords(payment.method, texts)}</Fact>
        <Fact name={words.payer}>
          <PayerNumber account={payment.account} />
        </Fact>
        <Fact name={words.transaction}>
          {payment.transactionId === null ? words.notGiven : <code>{payment.transactionId}</code>}
        </Fact>
        {isGiven(payment.label) && <Fact name={words.label}>{payment.label}</Fact>}
        {isGiven(payment.partnerId) && <Fact name={words.partner}>{payment.partnerId}</Fact>}
        {payment.feesXof !== null && <Fact name={words.fees}>{formatXof(payment.feesXof, language)}</Fact>}
        <Claims payment={payment} texts={texts} />
        <Proof payment={payment} texts={texts} />
        {payment.event !== null && (
          <Fact name={words.event}>
            <code>{payment.event}</code>
          </Fact>
        )}
        {payment.forgotten && <Fact name={words.payer}>{texts.payment.forgotten}</Fact>}
        {hasContent(payment.stateData) && (
          <Fact name={words.stateData}>
            <pre class="detail-data">{JSON.stringify(payment.stateData, null, 2)}</pre>
          </Fact>
        )}
      </dl>
      <PaymentCall call={payment.call} />
    </>
  );
}

interface FactProps {
  readonly payment: Detail;
  readonly texts: Texts;
}

/** The amount, what became of it, and what to do. */
function Head({ payment, titleId, texts }: FactProps & { readonly titleId: string }) {
  const { state, texts: shopTexts } = useShop();
  const effective = effectiveStatusWords(payment, texts);
  return (
    <div class={`detail-head detail-${effective.status}`}>
      <p class="detail-status">
        <StatusMark status={effective.status} />
        <strong>{effective.word}</strong>
        {payment.mode === 'sandbox' && <TestBadge texts={texts} />}
        <ProviderBadge provider={payment.provider} texts={texts} />
        <OddBadges payment={payment} texts={texts} />
      </p>
      <h2 id={titleId} class="detail-amount">
        {amountWords(payment, state.settings.language, texts)}
      </h2>
      {payment.mode === 'sandbox' && <p>{texts.payment.testHint}</p>}
      {effective.status !== 'success' && <p>{effective.sentence}.</p>}
      <HandOver payment={payment} strong={effective.status === 'success'} />
      {effective.status === 'success' && (
        <a class="button detail-receipt" href={hrefOf({ name: 'receipt', paymentId: payment.id })}>
          {shopTexts.receipt.open}
        </a>
      )}
    </div>
  );
}

/** Each hand-over and each return, oldest first. */
function Claims({ payment, texts }: FactProps) {
  const { ago } = useShop();
  if (payment.claimHistory.length === 0) return null;
  return (
    <Fact name={texts.claim.history}>
      <ol>
        {payment.claimHistory.map(({ kind, by, at, via, counter }) => (
          <li key={`${at} ${counter ?? ''}`}>
            {kind === 'handed-over'
              ? texts.claim.handedOver(ago(at), by)
              : texts.claim.takenBack(ago(at), by)}
            {counter !== undefined &&
              `, ${via === undefined ? texts.claim.at.counter(counter) : texts.claim.at.screen(via)}`}
          </li>
        ))}
      </ol>
    </Fact>
  );
}

/** Why the payment can be believed, or not. */
function Proof({ payment, texts }: FactProps) {
  const { ago } = useShop();
  const words = texts.payments.detail;
  const { verification } = payment;
  const dispute = verification.kind === 'disputed' ? disputeIn(verification.difference) : null;
  // "Announced" is not said twice.
  const isSaid = payment.deliveries <= (verification.kind === 'announced' ? 1 : 0);
  return (
    <Fact name={words.proof}>
      {verification.kind === 'settled'
        ? `${texts.payment.settled(verification.outcome, verification.by)}, ${ago(verification.at)}`
        : payment.found !== undefined && payment.deliveries === 0 && verification.kind === 'announced'
          ? `${texts.payment.found[payment.found.how](payment.found.by)}, ${ago(payment.found.at)}`
          : words.verification[verification.kind]}
      {dispute === null ? '' : ` : ${texts.payment.disputes[dispute.dispute](dispute.says)}`}
      {!isSaid && `, ${words.deliveredTimes(payment.deliveries)}`}
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="detail-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The payer's number is hidden until asked for, because customers can see this screen too. */
function PayerNumber({ account }: { readonly account: string | null }) {
  const { texts } = useShop();
  const shown = useSignal(false);
  if (account !== null && isMasked(account)) return <Payer account={account} texts={texts} />;
  if (account === null || shown.value)
    return <span class="payer">{account ?? texts.payments.detail.notGiven}</span>;
  return (
    <>
      <Payer account={account} texts={texts} />{' '}
      <button type="button" class="button button-quiet detail-reveal" onClick={() => (shown.value = true)}>
        {texts.payments.detail.showPayer}
      </button>
    </>
  );
}

function isGiven(text: string | null): text is string {
  return text !== null && text !== '';
}

function hasContent(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
