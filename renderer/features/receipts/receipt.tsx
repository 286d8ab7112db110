import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { namesNobody } from '../../../src/shared/payment/mask';
import { formatXof } from '../../../src/shared/payment/money';
import type { Receipt as Written } from '../../../src/shared/payment/receipt';
import { Icon } from '../../parts/icon';
import { methodWords, Payer } from '../../parts/payment-words';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { QrCode } from '../screens/qr-code';
import { inBackground } from '../../state/in-background';
import './receipts.css';

/** One payment's receipt as the customer gets it, and the ways to put it on paper. */
export function Receipt({ paymentId }: { readonly paymentId: string }) {
  const { bridge, state, texts } = useShop();
  const words = texts.receipt;
  const receipt = useSignal<Written | null>(null);
  const problem = useSignal<string | null>(null);
  const access = state.access.kind;
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const reply = await bridge.invoke('getReceipt', { id: paymentId });
      if (!wanted) return;
      receipt.value = reply.ok ? reply.value : null;
      problem.value = reply.ok ? null : reply.message;
    };
    // The payment may have been handed over or refunded meanwhile: the printed receipt must say so.
    const unsubscribe = bridge.on('payment', ({ payment }) => {
      if (payment.id === paymentId) inBackground(ask());
    });
    inBackground(ask());
    return () => {
      wanted = false;
      unsubscribe();
    };
  }, [bridge, access, paymentId, receipt, problem]);
  const shown = receipt.value;
  return (
    <div class="page receipt-page">
      <a class="button button-quiet receipt-back" href={hrefOf({ name: 'payments', paymentId })}>
        <Icon name="back" />
        {words.back}
      </a>
      <h1>{words.title}</h1>
      {shown === null ? (
        <p class={problem.value === null ? 'soft' : 'problem'} role="status">
          {problem.value ?? words.loading}
        </p>
      ) : (
        <>
          {shown.claim === null && shown.mode === 'live' && <p class="soft">{words.serveFirst}</p>}
          <PrintButtons receipt={shown} />
          <Paper receipt={shown} />
        </>
      )}
    </div>
  );
}

function PrintButtons({ receipt }: { readonly receipt: Written }) {
  const { state, texts } = useShop();
  const words = texts.receipt;
  const { run, busy, problem } = useCommand('printReceipt');
  const printed = useSignal(false);
  const print = async (): Promise<void> => {
    printed.value = false;
    printed.value = (await run({ id: receipt.paymentId })).ok;
  };
  return (
    <div class="receipt-actions">
      {state.settings.printer !== null && (
        <button
          type="button"
          class="button button-strong"
          aria-disabled={busy.value}
          onClick={() => inBackground(busy.value ? undefined : print())}
        >
          {words.printTicket}
        </button>
      )}
      <button type="button" class="button" onClick={() => window.print()}>
        {words.printSheet}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? (printed.value ? words.printed : '')}
      </p>
    </div>
  );
}

/** The receipt as printed on a sheet. */
function Paper({ receipt }: { readonly receipt: Written }) {
  const { state, texts, when } = useShop();
  const { language, shopName } = state.settings;
  const words = texts.receipt.paper;
  const { claim } = receipt;
  const moment = (instant: string): string =>
    texts.payment.when.onDayAt(when.day(instant), when.time(instant));
  const served = claim && (claim.by === '' ? moment(claim.at) : `${moment(claim.at)}, ${claim.by}`);
  return (
    <article class="card receipt" aria-label={words.title}>
      {shopName !== '' && <p class="receipt-shop">{shopName}</p>}
      <p>{words.title}</p>
      {receipt.mode === 'sandbox' && <p class="receipt-test">{words.test}</p>}
      <p class="receipt-amount">{formatXof(receipt.amountXof, language)}</p>
      <p class="receipt-words">{receipt.amountInWords}</p>
      <dl class="receipt-facts">
        <Line name={words.at}>{moment(receipt.at)}</Line>
        {receipt.method !== null && <Line name={words.method}>{methodWords(receipt.method, texts)}</Line>}
        {receipt.account !== null && !namesNobody(receipt.account) && (
          <Line name={words.payer}>
            <Payer account={receipt.account} texts={texts} />
          </Line>
        )}
        {receipt.transactionId !== null && <Line name={words.transaction}>{receipt.transactionId}</Line>}
        <Line name={words.reference}>{receipt.paymentId}</Line>
        {served !== null && <Line name={words.handedOver}>{served}</Line>}
      </dl>
      <div class="receipt-proof">
        <QrCode text={receipt.qr} />
        <p>
          {words.code} <code class="receipt-code">{receipt.code}</code>
        </p>
        <p class="soft">{words.check}</p>
        <p class="soft">
          {words.key} <code>{receipt.key}</code>
        </p>
      </div>
      <p class="receipt-not">{words.notAnInvoice}</p>
    </article>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
