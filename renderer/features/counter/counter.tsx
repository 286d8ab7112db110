import { useRef } from 'preact/hooks';
import type { Payment } from '../../../src/shared/payment/payment';
import { Banner } from '../../parts/banner';
import { HandOver } from '../../parts/hand-over';
import { Icon } from '../../parts/icon';
import { PaymentLine } from '../../parts/payment-line';
import { BellCard } from '../bell/bell-card';
import { effectiveStatusWords } from '../../parts/effective-status';
import { hrefOf } from '../../state/view';
import { useShop, useWindow } from '../../state/window-context';
import { ScreensPresence } from '../screens/screens-presence';
import { KkiapayLink } from './kkiapay-link';
import { LastPayment } from './last-payment';
import { Notices } from './notices';
import { AddressAlarm } from '../../parts/address-alarm';
import { PortAlarm } from '../../parts/port-alarm';
import { KnockAlarm } from '../../parts/knock-alarm';
import { Who } from '../../parts/shift';
import { PaidBox } from './paid-box';
import { Today } from './today';
import { useSteady } from './use-steady';
import './counter.css';

/** The home view, which a helper looks at all day. */
export function Counter() {
  const { store } = useWindow();
  const { texts } = useShop();
  const words = texts.window.counter;
  const counter = useRef<HTMLDivElement>(null);
  const { shown, waiting, release } = useSteady(store.recent.value, counter);
  const [last, ...before] = shown;
  return (
    <>
      <h1 class="visually-hidden">{words.title}</h1>
      <div ref={counter} class="counter">
        {last === undefined ? <Waiting /> : <LastPayment key={last.id} payment={last} />}
        {/* Notices are below the amount, so that none of them pushes it out of sight. */}
        <div class="counter-said">
          <AddressAlarm />
          <PortAlarm />
          <KnockAlarm />
          <Banner />
          <Notices />
        </div>
        <div class="counter-side">
          <PaidBox />
          <Who />
          <Today />
          <BellCard />
          <ScreensPresence />
          <KkiapayLink />
        </div>
        <Before payments={before} />
        {waiting > 0 && (
          <button type="button" class="button button-strong counter-arrived" onClick={release}>
            {texts.payments.arrived(waiting)}
          </button>
        )}
      </div>
    </>
  );
}

function Before({ payments }: { readonly payments: readonly Payment[] }) {
  const { texts } = useShop();
  const words = texts.window.counter;
  return (
    <section class="counter-before" aria-labelledby="before-title">
      <h2 id="before-title" class="section-title">
        {words.before}
      </h2>
      {payments.length === 0 && <p class="soft">{words.nothingBefore}</p>}
      <ol class="rows">
        {payments.map((payment) => (
          <li
            key={payment.id}
            class={`before row-${effectiveStatusWords(payment, texts).status}`}
            data-payment={payment.id}
          >
            <a class="row" href={hrefOf({ name: 'payments', paymentId: payment.id })}>
              <PaymentLine payment={payment} />
            </a>
            <HandOver payment={payment} undoable={false} />
          </li>
        ))}
      </ol>
      {payments.length > 0 && (
        <a class="button" href={hrefOf({ name: 'payments', paymentId: null })}>
          {words.all}
          <Icon name="arrow" />
        </a>
      )}
    </section>
  );
}

function Waiting() {
  const words = useShop().texts.window.counter;
  return (
    <div class="last last-waiting">
      <p class="last-waiting-title">{words.waiting}</p>
      <p class="last-facts">{words.waitingHint}</p>
    </div>
  );
}
