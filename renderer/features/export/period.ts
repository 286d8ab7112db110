import type { Day } from '../../../src/shared/payment/payment';
import { daysOf, moved } from '../../state/span';

export type PeriodName = 'today' | 'month' | 'lastMonth' | 'all' | 'chosen';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The first and the last day, both included; none for everything there is. */
export function periodOf(name: PeriodName, today: Day, chosen: Days): Partial<Days> {
  switch (name) {
    case 'today':
      return daysOf('day', today, today);
    case 'month':
      return daysOf('month', today, today);
    case 'lastMonth':
      return daysOf('month', moved('month', today, -1), today);
    case 'all':
      return {};
    case 'chosen':
      return chosen.from <= chosen.to ? chosen : { from: chosen.to, to: chosen.from };
  }
}
