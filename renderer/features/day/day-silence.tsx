import { useSignal } from '@preact/signals';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import { DeafCheck } from '../deaf/deaf-check';
import { useShop } from '../../state/window-context';

interface DaySilenceProps {
  readonly periods: readonly DeafPeriod[];
  readonly onChecked: () => void;
}

/** When nobody listened that day, and whether somebody has looked for what may be missing. */
export function DaySilence({ periods, onChecked }: DaySilenceProps) {
  const { texts, when, ago } = useShop();
  const words = texts.day.deaf;
  const isOpen = useSignal(false);
  const unchecked = periods.filter(({ checked }) => checked === null);
  const checkable = unchecked.filter(({ to }) => to !== null);
  return (
    <section class={unchecked.length === 0 ? 'card' : 'card day-unchecked'} aria-labelledby="day-deaf-title">
      <h3 id="day-deaf-title" class="card-title">
        {words.title}
      </h3>
      {periods.length === 0 && <p>{words.none}</p>}
      <ul class="day-list">
        {periods.map(({ id, from, to, cause, checked, since }) => (
          <li key={id}>
            <strong>
              {words.period(when.time(from), to === null ? null : when.time(to), texts.deaf.causes[cause])}
            </strong>{' '}
            {since === 'at-least' && <span>{texts.deaf.perhapsLonger}</span>}{' '}
            <span class="soft">
              {checked === null ? words.unchecked : words.checkedBy(checked.by, ago(checked.at))}
            </span>
          </li>
        ))}
      </ul>
      {unchecked.length > 0 && (
        <>
          <p class="day-incomplete">{words.closeIncomplete}</p>
          <p>{words.advice(unchecked.length)}</p>
        </>
      )}
      {checkable.length > 0 && (
        <button type="button" class="button day-press" onClick={() => (isOpen.value = true)}>
          {words.check}
        </button>
      )}
      {isOpen.value && (
        <DeafCheck periods={checkable} onClose={() => (isOpen.value = false)} onChecked={onChecked} />
      )}
    </section>
  );
}
