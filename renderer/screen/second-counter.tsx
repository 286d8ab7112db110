import { useRef, useState } from 'preact/hooks';
import { longestPin } from '../../src/shared/bridge/access-commands';
import type { Reply } from '../../src/shared/bridge/contract';
import type { PaidAnswer } from '../../src/shared/payment/paid-answer';
import { formatXof } from '../../src/shared/payment/money';
import type { Payment } from '../../src/shared/payment/payment';
import type { ShopView } from '../../src/shared/screens/protocol';
import { SoundButton } from './bell-page';
import { PaymentCard } from './payment-card';
import type { ScreenStore } from './screen-store';
import { wordsIn } from './screen-words';

/** A helper's code is asked for again so long after it was used last. */
const codeKeptMs = 15 * 60_000;

interface SecondCounterProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
  readonly isUp: boolean;
}

/** The last payment first and large, then the question "he says he paid", then today's list. */
export function SecondCounter({ store, view, isUp }: SecondCounterProps) {
  const { screen, claim } = wordsIn(view.language, view.providers);
  const [by, setBy] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const absence = store.absence.value;
  const payments = store.payments.value;
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const typedAt = useRef(0);
  const deed = async (name: 'handOver' | 'takeBack', { id }: Payment): Promise<void> => {
    setSaid(null);
    const isFresh = store.now() - typedAt.current < codeKeptMs;
    const reply = await store.transport.ask(name, { id, by, ...(code !== '' && isFresh && { code }) });
    if (reply?.ok === true) {
      typedAt.current = store.now();
      store.put(reply.value as Payment); // what both commands answer
      return;
    }
    if (reply !== null && ['code-needed', 'pin-wrong', 'pin-wait'].includes(reply.code)) {
      setCode('');
      setAsksCode(true);
    }
    setSaid(reply?.message ?? screen.list.notAsked);
  };
  const onDeed = (name: 'handOver' | 'takeBack', payment: Payment): void => {
    deed(name, payment).catch(() => setSaid(screen.list.notAsked));
  };
  const card = (payment: Payment, isLarge: boolean) => (
    <PaymentCard
      key={payment.id}
      {...{ payment, isLarge, view, now: store.now(), onDeed: isUp ? onDeed : null }}
    />
  );
  return (
    <main>
      <SoundButton store={store} view={view} />
      {absence !== null && (
        <button type="button" class="band band-absence" onClick={store.closeAbsence}>
          {screen.absence(absence.count, formatXof(absence.totalXof, view.language))}
        </button>
      )}
      {said !== null && (
        <p class="warn" role="alert">
          {said}
        </p>
      )}
      {payments.slice(0, 1).map((payment) => card(payment, true))}
      <PaidBox store={store} view={view} card={(payment) => card(payment, false)} />
      {view.helperNames.length > 0 && (
        <label class="who">
          {claim.who}
          <select
            value={by}
            onChange={({ currentTarget }) => {
              setBy(currentTarget.value);
              setCode('');
              setAsksCode(false);
            }}
          >
            <option value="">{claim.nobody}</option>
            {view.helperNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {asksCode && by !== '' && (
        <label class="who">
          {claim.code.of(by)}
          <input
            type="password"
            inputMode="numeric"
            autocomplete="off"
            maxLength={longestPin}
            value={code}
            onInput={({ currentTarget }) => {
              typedAt.current = store.now();
              setCode(currentTarget.value);
            }}
          />
        </label>
      )}
      <h2>{screen.list.title}</h2>
      {payments.length === 0 && <p class="soft">{screen.list.empty}</p>}
      {payments.slice(1).map((payment) => card(payment, false))}
    </main>
  );
}

interface PaidBoxProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
  readonly card: (payment: Payment) => preact.ComponentChild;
}

/** "He says he paid": the answer is the counter's own. */
function PaidBox({ store, view, card }: PaidBoxProps) {
  const { claim, screen } = wordsIn(view.language, view.providers);
  const [typed, setTyped] = useState('');
  const [reply, setReply] = useState<Reply<unknown> | null | undefined>(undefined);
  const ask = async (text: string): Promise<void> => {
    setTyped(text);
    setReply(text.trim() === '' ? undefined : await store.transport.ask('didHePay', { said: text }));
  };
  const answer = reply?.ok === true ? (reply.value as PaidAnswer | null) : null; // what `didHePay` answers
  // As they are now, where they changed since.
  const present = (found: Payment): Payment =>
    store.payments.value.find(({ id }) => id === found.id) ?? found;
  return (
    <section class="paid">
      <label>
        {claim.box.title}
        <input
          id="paid"
          inputMode="numeric"
          autocomplete="off"
          placeholder={claim.box.hint}
          value={typed}
          onInput={({ currentTarget }) => {
            ask(currentTarget.value).catch(() => setReply(null));
          }}
        />
      </label>
      {reply === null && <p class="warn">{screen.list.notAsked}</p>}
      {reply?.ok === false && <p class="warn">{reply.message}</p>}
      {answer !== null && (
        <div class={`answer answer-${answer.kind}`} role="status">
          <strong>{headline(answer, claim.box)}</strong>
          {'payments' in answer && answer.payments.map(present).map(card)}
        </div>
      )}
    </section>
  );
}

function headline(answer: PaidAnswer, words: ReturnType<typeof wordsIn>['claim']['box']): string {
  switch (answer.kind) {
    case 'free':
      return answer.count === 1 ? words.free : words.several(answer.count);
    case 'doubtful':
      return words.doubtful;
    case 'handed-over':
      return words.handedOver;
    case 'not-received':
      return words.notReceived;
    case 'not-received-but-deaf':
      return words.notReceivedButDeaf;
  }
}
