import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatXof } from '../../../src/shared/payment/money';
import { happenedAt, type Payment } from '../../../src/shared/payment/payment';
import type { OtherShop, ShopFigures, ShopsView } from '../../../src/shared/phones/other-shops';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { effectiveStatusWords } from '../../parts/effective-status';
import { Figures } from '../../parts/figures';
import { StatusMark } from '../../parts/icon';
import { amountWords, TestBadge } from '../../parts/payment-words';
import { SecretForm } from '../../parts/secret-form';
import { inBackground } from '../../state/in-background';
import { useCommand } from '../../state/use-command';
import { createWhen } from '../../state/when';
import { useShop } from '../../state/window-context';

/** The core follows the other shops while this view asks for them. */
const lookMs = 3_000;

/** The owner's shops side by side: what each received, and which ones are silent. */
export function Shops() {
  const { bridge, texts } = useShop();
  const words = texts.shops;
  const view = useSignal<ShopsView | null>(null);
  const problem = useSignal<string | null>(null);
  const { run: add, ...adding } = useCommand('addShop');
  const look = async (): Promise<void> => {
    const reply = await bridge.invoke('listShops', null);
    problem.value = reply.ok ? null : reply.message;
    view.value = reply.ok ? reply.value : null;
  };
  useEffect(() => {
    inBackground(look());
    const timer = setInterval(() => inBackground(look()), lookMs);
    return () => clearInterval(timer);
  }, [bridge]);
  const shown = view.value;
  return (
    <div class="report">
      <h1>{words.title}</h1>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {shown !== null && <Together view={shown} />}
      {shown?.others.map((one) => (
        <OneShop key={one.id} one={one} onRemoved={() => inBackground(look())} />
      ))}
      <section class="card">
        <SecretForm
          {...adding}
          label={words.link}
          hint={words.linkHint}
          button={words.add}
          onSave={async (link) => {
            const { ok } = await add({ link });
            if (ok) await look();
            return ok;
          }}
        />
      </section>
      <p class="soft">{words.corrections}</p>
    </div>
  );
}

function Together({ view: { own, others, all } }: { readonly view: ShopsView }) {
  const { state, texts } = useShop();
  const words = texts.shops;
  const { language, shopName } = state.settings;
  const row = (key: string, name: string, { today, month }: ShopFigures) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td>{formatXof(today.totalXof, language)}</td>
      <td>{formatXof(month.totalXof, language)}</td>
    </tr>
  );
  return (
    <section class="card">
      <p class="great-total">{formatXof(all.today.totalXof, language)}</p>
      <p>
        {words.today} · {texts.report.received(all.today.count)}
      </p>
      <Figures caption={words.title} heads={[words.shop, words.today, words.month]}>
        {row('here', shopName === '' ? words.here : shopName, own)}
        {others.filter(({ link }) => link !== 'gone').map((one) => row(one.id, nameOf(one, words.shop), one))}
        {row('all', words.together, all)}
      </Figures>
    </section>
  );
}

function OneShop({ one, onRemoved }: { readonly one: OtherShop; readonly onRemoved: () => void }) {
  const { texts, ago } = useShop();
  const words = texts.shops;
  const { run, busy, problem } = useCommand('removeShop');
  const isAsking = useSignal(false);
  const name = nameOf(one, words.shop);
  const remove = `${texts.phonesSettings.remove} ${name}`;
  return (
    <section class="card">
      <h2>{name}</h2>
      {one.link === 'connecting' && <p role="status">{words.connecting}</p>}
      {one.at !== null && <p class="soft">{words.read(ago(one.at))}</p>}
      {one.warnings.map(({ tone, text, next }) => (
        <p key={text} class="notice notice-warn" role={tone === 'note' ? undefined : 'alert'}>
          <span>
            <strong>{text}</strong> {next}
          </span>
        </p>
      ))}
      {!one.isWhole && <p>{words.notWhole}</p>}
      {one.at !== null && <OfToday one={one} />}
      <p>
        <button type="button" class="button" disabled={busy.value} onClick={() => (isAsking.value = true)}>
          {remove}
        </button>
      </p>
      {problem.value !== null && <p class="problem">{problem.value}</p>}
      <ConfirmDialog
        open={isAsking.value}
        title={remove}
        body={words.removeSure}
        yes={remove}
        no={texts.phonesSettings.keep}
        onYes={() => {
          isAsking.value = false;
          inBackground(run({ id: one.id }).then(onRemoved));
        }}
        onNo={() => (isAsking.value = false)}
      />
    </section>
  );
}

/** By that shop's own clock. */
function OfToday({ one: { card, payments, today } }: { readonly one: OtherShop }) {
  const { state, texts } = useShop();
  const words = texts.shops;
  const { language } = state.settings;
  const when = createWhen(texts, language, card.country);
  if (payments.length === 0) return <p class="soft">{words.none}</p>;
  const row = (payment: Payment) => {
    const { status, word } = effectiveStatusWords(payment, texts);
    return (
      <tr key={payment.id}>
        <th scope="row">{when.time(happenedAt(payment))}</th>
        <td>
          <StatusMark status={status} /> {word} {payment.mode === 'sandbox' && <TestBadge texts={texts} />}
        </td>
        <td>{amountWords(payment, language, texts)}</td>
      </tr>
    );
  };
  return (
    <>
      {today.count > payments.length && <p>{words.latest(payments.length)}</p>}
      <Figures caption={words.today} heads={[texts.report.hour, texts.report.payments, texts.report.total]}>
        {payments.map(row)}
      </Figures>
    </>
  );
}

function nameOf({ card: { shopName } }: OtherShop, unnamed: string): string {
  return shopName === '' ? unnamed : shopName;
}
