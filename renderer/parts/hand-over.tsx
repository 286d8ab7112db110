import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { handOverRefusal } from '../../src/shared/payment/claim';
import type { Payment } from '../../src/shared/payment/payment';
import { useCommand } from '../state/use-command';
import { useShift } from '../state/use-shift';
import { useShop, useWindow } from '../state/window-context';
import { CodeForm, asksForCode } from './code-form';
import { Icon } from './icon';
import { needsCheck } from './effective-status';
import { inBackground } from '../state/in-background';

interface HandOverProps {
  readonly payment: Payment;
  /** Larger, where handing over is the main action. */
  readonly strong?: boolean;
  readonly undoable?: boolean;
  readonly onDone?: (payment: Payment) => void;
}

/** Whether the goods of a payment went over the counter, and the button that says they do now. */
export function HandOver({ payment, strong = false, undoable = true, onDone }: HandOverProps) {
  const { helper } = useWindow();
  const { texts, ago } = useShop();
  const words = texts.claim;
  const handOver = useCommand('handOver');
  const takeBack = useCommand('takeBack');
  const shift = useShift();
  const by = helper.touched.value ?? shift?.by ?? '';
  const asked = useSignal<'handOver' | 'takeBack' | null>(null);
  const deedWith = (code: string | null) => ({ id: payment.id, by, ...(code !== null && { code }) });
  const problem = handOver.problem.value ?? takeBack.problem.value;
  const place = useRef<HTMLDivElement>(null);
  const isOurDeed = useRef(false);
  // The pressed button disappears, so move the focus to the payment's new status: a screen reader then reads it.
  useEffect(() => {
    if (isOurDeed.current) place.current?.focus();
    isOurDeed.current = false;
  }, [payment.claim]);

  const act = async (what: 'handOver' | 'takeBack', code = helper.code(by)): Promise<void> => {
    isOurDeed.current = true;
    // Remember the code at once, because the broadcast may arrive before the answer. Each use restarts its time.
    helper.remember(by, code);
    const reply = await (what === 'handOver' ? handOver : takeBack).run(deedWith(code));
    const isRefused = !reply.ok && asksForCode(reply.code);
    if (isRefused) helper.remember(by, null);
    asked.value = isRefused ? what : null;
    if (!reply.ok) isOurDeed.current = false;
    else if (what === 'handOver') onDone?.(reply.value);
  };
  const give = (): Promise<void> => act('handOver');
  const undo = (): Promise<void> => act('takeBack');
  const refusal = handOverRefusal(payment);
  if (refusal !== null && refusal !== 'already-handed-over') return null;
  return (
    <div ref={place} tabIndex={-1} class={strong ? 'hand-over hand-over-strong' : 'hand-over'}>
      {payment.claim === null ? (
        <button
          type="button"
          class={strong ? 'button button-strong hand-over-button' : 'button'}
          aria-disabled={handOver.busy.value}
          onClick={() => inBackground(handOver.busy.value ? undefined : give())}
        >
          <Icon name="hand" />
          {needsCheck(payment) ? words.handOverAnyway : words.handOver}
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
              onClick={() => inBackground(takeBack.busy.value ? undefined : undo())}
            >
              {words.undo}
            </button>
          )}
        </>
      )}
      {asked.value !== null && (
        <CodeForm
          by={by}
          busy={handOver.busy.value || takeBack.busy.value}
          onCode={(code) => act(asked.value ?? 'handOver', code)}
        />
      )}
      <p class="problem" role="alert">
        {problem ?? ''}
      </p>
    </div>
  );
}
