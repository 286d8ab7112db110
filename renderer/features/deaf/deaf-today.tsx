import { useSignal } from '@preact/signals';
import { useShop, useWindow } from '../../state/window-context';
import { DeafCheck } from './deaf-check';
import { deafWithin } from './deaf-line';
import './deaf.css';

/** Shown under the day's total: how long payments may have been missed, until somebody has checked. */
export function DeafToday() {
  const shop = useShop();
  const { now } = useWindow();
  const words = shop.texts.deaf;
  const { day } = shop.state.today;
  const isOpen = useSignal(false);
  const unchecked = shop.state.deafToday.filter(({ checked }) => checked === null);
  const checkable = unchecked.filter(({ to }) => to !== null);
  if (unchecked.length === 0) return null;
  return (
    <div class="deaf-today">
      <p>
        <strong>
          {words.today(unchecked.length, deafWithin(unchecked, { from: day, to: day }, shop, now.value))}
        </strong>{' '}
        {words.mayMiss}
      </p>
      {checkable.length > 0 && (
        <button type="button" class="button" onClick={() => (isOpen.value = true)}>
          {words.check}
        </button>
      )}
      {isOpen.value && <DeafCheck periods={checkable} onClose={() => (isOpen.value = false)} />}
    </div>
  );
}
