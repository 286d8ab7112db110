import { useEffect, useId, useRef } from 'preact/hooks';
import { isSameHelper } from '../../../src/shared/payment/helper-name';
import type { Payment, Settlement } from '../../../src/shared/payment/payment';
import type { Texts } from '../../../src/shared/texts/texts';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** Whether the money of a payment came, which its calls do not say: the owner looks at the provider's, and answers. */
export function SettleDoubt({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  const { helper } = useWindow();
  const { state, ago } = useShop();
  const { run, busy, problem } = useCommand('settleDoubt');
  const place = useRef<HTMLElement>(null);
  const isOurAnswer = useRef(false);
  const id = useId();
  const words = texts.payment.settle;
  const { verification } = payment;
  // The button that was pressed is gone then: the focus stays with what was answered, and a screen reader says it.
  useEffect(() => {
    if (isOurAnswer.current) place.current?.focus();
    isOurAnswer.current = false;
  }, [verification.kind]);

  const answer = async (outcome: Settlement['outcome'] | 'unsure'): Promise<void> => {
    if (busy.value) return;
    const by = state.settings.helperNames.find((name) => isSameHelper(name, helper.name.value)) ?? '';
    isOurAnswer.current = true;
    if (!(await run({ id: payment.id, outcome, by })).ok) isOurAnswer.current = false;
  };
  const button = (outcome: Settlement['outcome'] | 'unsure') => (
    <button
      type="button"
      class="button"
      aria-disabled={busy.value}
      onClick={() => inBackground(answer(outcome))}
    >
      {words[outcome]}
    </button>
  );
  return (
    <section ref={place} tabIndex={-1} class="card detail-settle" aria-labelledby={id}>
      <h3 id={id} class="card-title">
        {words.question}
      </h3>
      <p>
        {verification.kind === 'settled'
          ? `${texts.payment.settled(verification.outcome, verification.by)}, ${ago(verification.at)}.`
          : words.hint}
      </p>
      {state.access.kind === 'locked' ? (
        <p class="soft">{words.ownerOnly}</p>
      ) : (
        <div class="detail-answers">
          {verification.kind === 'settled' ? (
            button('unsure')
          ) : (
            <>
              {button('received')}
              {button('not-received')}
            </>
          )}
        </div>
      )}
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
    </section>
  );
}
