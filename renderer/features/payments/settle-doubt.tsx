import { useEffect, useId, useRef } from 'preact/hooks';
import type { Payment, Settlement } from '../../../src/shared/payment/payment';
import type { Texts } from '../../../src/shared/texts/texts';
import { useCommand } from '../../state/use-command';
import { useShift } from '../../state/use-shift';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/**
 * For a payment whose calls disagree about whether the money came: the owner checks the provider's dashboard and
 * answers.
 */
export function SettleDoubt({ payment, texts }: { readonly payment: Payment; readonly texts: Texts }) {
  const shift = useShift();
  const { state, ago } = useShop();
  const { run, busy, problem } = useCommand('settleDoubt');
  const place = useRef<HTMLElement>(null);
  const isOurAnswer = useRef(false);
  const id = useId();
  const words = texts.payment.settle;
  const { verification } = payment;
  // The pressed button disappears, so move the focus to the answer: a screen reader then reads it.
  useEffect(() => {
    if (isOurAnswer.current) place.current?.focus();
    isOurAnswer.current = false;
  }, [verification.kind]);

  const answer = async (outcome: Settlement['outcome'] | 'unsure'): Promise<void> => {
    if (busy.value) return;
    isOurAnswer.current = true;
    if (!(await run({ id: payment.id, outcome, by: shift?.by ?? '' })).ok) isOurAnswer.current = false;
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
