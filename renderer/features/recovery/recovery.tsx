import { useSignal } from '@preact/signals';
import { mainProvider } from '../../../src/shared/providers/providers';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { ByFile } from './by-file';
import { Field } from './field';
import { inBackground } from '../../state/in-background';

const endpoint = { provider: mainProvider, mode: 'live' } as const;
/** What the counter missed: one payment by its number, or many from a file. */
export function Recovery() {
  const words = useShop().texts.recovery;
  const by = useSignal('');
  return (
    <div class="page recovery">
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      <Field label={words.by} value={by.value} onInput={(value) => (by.value = value)} />
      <ByNumber by={by.value.trim()} />
      <ByFile by={by.value.trim()} />
    </div>
  );
}

function ByNumber({ by }: { readonly by: string }) {
  const words = useShop().texts.recovery.number;
  const { run, busy, problem } = useCommand('addPayment');
  const transactionId = useSignal('');
  const amount = useSignal('');
  const outcome = useSignal('');
  const add = async (): Promise<void> => {
    outcome.value = '';
    const digits = amount.value.replace(/\D/g, '');
    const amountXof = digits === '' ? null : Number(digits);
    const reply = await run({ ...endpoint, transactionId: transactionId.value, amountXof, by });
    if (!reply.ok) return;
    const { known, payment } = reply.value;
    outcome.value = known
      ? words.known
      : payment.doubts.includes('typed-by-hand')
        ? words.typed
        : words.added;
    transactionId.value = '';
    amount.value = '';
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value && by !== '') inBackground(add());
      }}
    >
      <h2 class="card-title">{words.title}</h2>
      <p class="soft">{words.hint}</p>
      <Field
        label={words.field}
        value={transactionId.value}
        onInput={(value) => (transactionId.value = value)}
      />
      <Field
        label={words.amount}
        hint={words.amountHint}
        numeric
        value={amount.value}
        onInput={(value) => (amount.value = value)}
      />
      <button type="submit" class="button button-strong" disabled={by === ''} aria-disabled={busy.value}>
        {words.add}
      </button>
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? outcome.value}
      </p>
    </form>
  );
}
