import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Payment } from '../../../src/shared/payment/payment';

/** A resting pointer may be a mouse that nobody holds: only one that moved this recently counts as about to click. */
const quietMs = 3_000;
const onPayment = '[data-payment]';
/**
 * A finger gives no sign before it lands: ignore touches for this long after payments moved, so that none hits the
 * wrong payment.
 */
const settlingMs = 500;
const touches = ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const;

export interface Steady {
  /** The payments to show now: no new one is inserted while somebody is pointing at the list. */
  readonly shown: readonly Payment[];
  /** How many new payments wait to be shown. */
  readonly waiting: number;
  readonly release: () => void;
}

/** Keeps payments in place while somebody points at them; changes to payments already shown appear at once. */
export function useSteady(newest: readonly Payment[], region: RefObject<HTMLElement | null>): Steady {
  const held = useSignal<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const element = region.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hold = ({ target }: Event): void => {
      if (!(target instanceof Element) || target.closest(onPayment) === null) return;
      held.value ??= new Set(
        [...(element?.querySelectorAll<HTMLElement>(onPayment) ?? [])].map(
          ({ dataset }) => dataset.payment ?? '',
        ),
      );
      clearTimeout(timer);
      timer = setTimeout(() => (held.value = null), quietMs);
    };
    for (const touch of touches) element?.addEventListener(touch, hold);
    return () => {
      clearTimeout(timer);
      for (const touch of touches) element?.removeEventListener(touch, hold);
    };
  }, [region, held]);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let top = element.offsetTop;
    const moves = new MutationObserver((changes) => {
      // A new notice, or the line "not hearing", moves everything below it.
      const isPushed = element.offsetTop !== top;
      top = element.offsetTop;
      if (!isPushed && !changes.some(movesPayments)) return;
      element.dataset.settling = '';
      clearTimeout(timer);
      timer = setTimeout(() => delete element.dataset.settling, settlingMs);
    });
    moves.observe(document.body, { childList: true, characterData: true, subtree: true });
    return () => {
      clearTimeout(timer);
      moves.disconnect();
    };
  }, [region]);
  const ids = held.value;
  const shown = ids === null || ids.size === 0 ? newest : newest.filter(({ id }) => ids.has(id));
  return { shown, waiting: newest.length - shown.length, release: () => (held.value = null) };
}

function movesPayments({ addedNodes, removedNodes }: MutationRecord): boolean {
  return [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(onPayment) || node.querySelector(onPayment) !== null),
  );
}
