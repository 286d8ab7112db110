import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PaidAnswer } from '../../../src/shared/payment/paid-answer';
import type { Payment } from '../../../src/shared/payment/payment';
import { HandOver } from '../../parts/hand-over';
import { Icon, StatusMark } from '../../parts/icon';
import { amountWords } from '../../parts/payment-words';
import { useShop, useWindow } from '../../state/window-context';
import { PaidVerdict } from './paid-verdict';
import { inBackground } from '../../state/in-background';
import './paid.css';

const typingMs = 120;

/** The box for "the customer says they paid". The answer is updated with each payment while it is shown. */
export function PaidBox() {
  const { store, navigation } = useWindow();
  const { bridge, texts } = useShop();
  const words = texts.claim.box;
  const said = useSignal('');
  const answer = useSignal<PaidAnswer | null>(null);
  const problem = useSignal<string | null>(null);
  const done = useSignal<Payment | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const text = said.value.trim();
  const recent = store.recent.value;
  const view = navigation.view.value;
  useEffect(() => {
    if (view.name === 'counter' && view.at === 'paid') field.current?.focus();
  }, [view]);

  useEffect(() => {
    if (text === '') {
      answer.value = null;
      problem.value = null;
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      inBackground(
        bridge.invoke('didHePay', { said: text }).then((reply) => {
          if (!wanted) return;
          answer.value = reply.ok ? reply.value : null;
          const isWordsOnly = reply.ok && reply.value === null && !/\d/.test(text);
          problem.value = reply.ok ? (isWordsOnly ? words.typeDigits : null) : reply.message;
        }),
      );
    }, typingMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // Ask again when a payment arrives or is claimed, since it may change the answer.
  }, [text, recent, bridge, answer, problem, words]);

  const clear = (): void => {
    said.value = '';
    field.current?.focus();
  };
  return (
    <section class="card paid" aria-labelledby={id}>
      <h2 id={id} class="paid-title">
        {words.title}{' '}
        <kbd class="key" aria-hidden="true">
          F4
        </kbd>
      </h2>
      <form class="paid-form" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="visually-hidden" for={`${id}-said`}>
          {words.field}
        </label>
        <input
          ref={field}
          id={`${id}-said`}
          data-paid-field
          aria-keyshortcuts="F4"
          type="text"
          maxLength={100}
          autocomplete="off"
          spellcheck={false}
          placeholder={words.hint}
          value={said.value}
          onInput={(event) => {
            done.value = null;
            said.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') clear();
          }}
        />
        {said.value !== '' && (
          <button
            type="button"
            class="button button-quiet paid-clear"
            aria-label={words.clear}
            onClick={clear}
          >
            <Icon name="close" />
          </button>
        )}
      </form>
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
      <div class="paid-answer" role="status">
        {done.value !== null && <Done payment={done.value} />}
        {answer.value !== null && (
          <PaidVerdict
            answer={answer.value}
            onHandedOver={(payment) => {
              done.value = payment;
              clear();
            }}
          />
        )}
      </div>
    </section>
  );
}

/** The last step: what was just handed over, with a button to take it back. */
function Done({ payment }: { readonly payment: Payment }) {
  const { store } = useWindow();
  const { state, texts } = useShop();
  const now = store.recent.value.find(({ id }) => id === payment.id) ?? payment;
  if (now.claim === null) return null;
  return (
    <div class="verdict verdict-free">
      <p class="verdict-head">
        <StatusMark status="success" />
        <strong>{texts.claim.box.done}</strong>
      </p>
      <p class="verdict-amount">{amountWords(now, state.settings.language, texts)}</p>
      <HandOver payment={now} />
    </div>
  );
}
