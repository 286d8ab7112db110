import { isSameHelper } from '../../src/shared/payment/helper-name';
import { useEffect, useRef } from 'preact/hooks';
import { handOverRefusal } from '../../src/shared/payment/claim';
import type { Payment } from '../../src/shared/payment/payment';
import { useCommand } from '../state/use-command';
import { useShop, useWindow } from '../state/window-context';
import { Icon } from './icon';
import { needsLook } from './effective-status';

interface HandOverProps {
  readonly payment: Payment;
  /** Larger, where it is the thing to do. */
  readonly strong?: boolean;
  readonly undoable?: boolean;
  readonly onDone?: (payment: Payment) => void;
}

/** Whether the goods of a payment went over the counter, and the button that says they do now. */
export function HandOver({ payment, strong = false, undoable = true, onDone }: HandOverProps) {
  const { helper } = useWindow();
  const { state, texts, ago } = useShop();
  const words = texts.claim;
  const handOver = useCommand('handOver');
  const takeBack = useCommand('takeBack');
  const by = state.settings.helperNames.find((name) => isSameHelper(name, helper.name.value)) ?? '';
  const deed = { id: payment.id, by };
  const problem = handOver.problem.value ?? takeBack.problem.value;
  const place = useRef<HTMLDivElement>(null);
  const isOurDeed = useRef(false);
  // The button that was pressed is gone then: the focus stays with what became of the payment, and a screen reader says it.
  useEffect(() => {
    if (isOurDeed.current) place.current?.focus();
    isOurDeed.current = false;
  }, [payment.claim]);

  const give = async (): Promise<void> => {
    isOurDeed.current = true;
    const reply = await handOver.run(deed);
    if (reply.ok) onDone?.(reply.value);
    else isOurDeed.current = false;
  };
  const undo = async (): Promise<void> => {
    isOurDeed.current = true;
    if (!(await takeBack.run(deed)).ok) isOurDeed.current = false;
  };
  const refusal = handOverRefusal(payment);
  if (refusal !== null && refusal !== 'already-handed-over') return null;
  return (
    <div ref={place} tabIndex={-1} class={strong ? 'hand-over hand-over-strong' : 'hand-over'}>
      {payment.claim === null ? (
        <button
          type="button"
          class={strong ? 'button button-strong hand-over-button' : 'button'}
          aria-disabled={handOver.busy.value}
          onClick={() => void (handOver.busy.value ? undefined : give())}
        >
          <Icon name="hand" />
          {needsLook(payment) ? words.handOverAnyway : words.handOver}
        </button>
      ) : (
        <>
          <span class="handed-over">
            <Icon name="done" />
            {words.handedOver(ago(payment.claim.at), payment.claim.by)}
          </span>
          {undoable && (
            <button
              type="button"
              class="button button-quiet"
              aria-disabled={takeBack.busy.value}
              onClick={() => void (takeBack.busy.value ? undefined : undo())}
            >
              {words.undo}
            </button>
          )}
        </>
      )}
      <p class="problem" role="alert">
        {problem ?? ''}
      </p>
    </div>
  );
}
