import type { Day } from '../../src/shared/payment/payment';
import { Icon } from './icon';

interface DayStepperProps {
  readonly words: Readonly<Record<'before' | 'day' | 'after', string>>;
  readonly day: Day;
  readonly latest: Day;
  readonly isLatest: boolean;
  readonly onDay: (day: Day) => void;
  readonly onBefore: () => void;
  readonly onAfter: () => void;
}

/** Moves from one day, or one month, to the next. */
export function DayStepper({ words, day, latest, isLatest, onDay, onBefore, onAfter }: DayStepperProps) {
  return (
    <div class="day-stepper">
      <button type="button" class="button" aria-label={words.before} onClick={onBefore}>
        <Icon name="back" />
      </button>
      <input
        type="date"
        aria-label={words.day}
        value={day}
        max={latest}
        onChange={(event) => {
          // A half-empty field has no value.
          if (event.currentTarget.value !== '') onDay(event.currentTarget.value);
        }}
      />
      <button type="button" class="button" aria-label={words.after} disabled={isLatest} onClick={onAfter}>
        <Icon name="arrow" />
      </button>
    </div>
  );
}
