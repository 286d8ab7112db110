import { useRef, useState } from 'preact/hooks';
import { longestPin } from '../../src/shared/settings/bounds';
import type { Reply } from '../../src/shared/bridge/contract';
import type { PaidAnswer } from '../../src/shared/payment/paid-answer';
import { formatXof } from '../../src/shared/payment/money';
import type { Payment } from '../../src/shared/payment/payment';
import { presentShift } from '../../src/shared/payment/shift';
import type { ShopView } from '../../src/shared/screens/protocol';
import { SoundButton } from './bell-page';
import { PaymentCard } from './payment-card';
import type { ScreenStore } from './screen-store';
import { agoIn, wordsIn } from './screen-words';

/** How long after its last use a helper's code is asked for again. */
const codeKeptMs = 15 * 60_000;

interface SecondCounterProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
  readonly isUp: boolean;
}

/** The last payment first and large, then the question "the customer says they paid", then today's list. */
export function SecondCounter({ store, view, isUp }: SecondCounterProps) {
  const { screen, claim } = wordsIn(view.language, view.providers);
  const [chosen, setBy] = useState('');
  const shift = presentShift(view.shift, view.helperNames, store.now());
  /** If no name was chosen on this screen, claims get the name of the helper at the counter. */
  const by = chosen === '' ? (shift?.by ?? '') : chosen;
  const [said, setSaid] = useState<string | null>(null);
  const absence = store.absence.value;
  const payments = store.payments.value;
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const typedAt = useRef(0);
  const inOwnName = async (name: 'handOver' | 'takeBack' | 'takeShift', asked: object): Promise<unknown> => {
    setSaid(null);
    const isFresh = store.now() - typedAt.current < codeKeptMs;
    const reply = await store.transport.ask(name, { ...asked, by, ...(code !== '' && isFresh && { code }) });
    if (reply?.ok === true) {
      typedAt.current = store.now();
      return reply.value;
    }
    if (reply !== null && ['code-needed', 'pin-wrong', 'pin-wait'].includes(reply.code)) {
      setCode('');
      setAsksCode(true);
    }
    setSaid(reply?.message ?? screen.list.notAsked);
    return null;
  };
  const onDeed = (name: 'handOver' | 'takeBack', { id }: Payment): void => {
    inOwnName(name, { id }).then(
      (payment) => payment !== null && store.put(payment as Payment), // what both commands answer
      () => setSaid(screen.list.notAsked),
    );
  };
  const takeShift = (): void => {
    inOwnName('takeShift', {}).catch(() => setSaid(screen.list.notAsked));
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
            value={chosen}
            onChange={({ currentTarget }) => {
              setBy(currentTarget.value);
              setCode('');
              setAsksCode(false);
            }}
          >
            <option value="">{shift?.by ?? claim.nobody}</option>
            {view.helperNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {shift !== null && (
        <p class="soft">{claim.tookCounter(shift.by, agoIn(shift.since, store.now(), view))}</p>
      )}
      {chosen !== '' && chosen !== shift?.by && (
        <button type="button" disabled={!isUp} onClick={takeShift}>
          {claim.takeCounter(chosen)}
        </button>
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

/** "The customer says they paid": the counter answers. */
function PaidBox({ store, view, card }: PaidBoxProps) {
  const { claim, screen } = wordsIn(view.language, view.providers);
  const [typed, setTyped] = useState('');
  const [reply, setReply] = useState<Reply<unknown> | null | undefined>(undefined);
  const ask = async (text: string): Promise<void> => {
    setTyped(text);
    setReply(text.trim() === '' ? undefined : await store.transport.ask('didHePay', { said: text }));
  };
  const answer = reply?.ok === true ? (reply.value as PaidAnswer | null) : null; // what `didHePay` answers
  // Show them as they are now, if they changed since.
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
