import type { NotificationWords } from '../../shared/voice/announcement';
import type { Clock, Log, ShowNotification } from '../ports';
import { NotShown, whyNotShown } from './not-shown';

export interface Way {
  /** For the log. */
  readonly name: string;
  readonly show: ShowNotification;
}

/** Skip a way that failed for this long, because trying it each time would delay every notification. */
export const leaveAloneMs = 10 * 60_000;

/** Shows through the first way that works, and resolves to it. Rejects where none does. */
export function fallbackChain<Known extends Way>(
  ways: readonly Known[],
  { clock, log }: { clock: Clock; log: Log },
): (words: NotificationWords) => Promise<Known> {
  const failedAt = new Map<Known, number>();
  const isWorthTrying = (way: Known): boolean => {
    const at = failedAt.get(way);
    return at === undefined || clock.uptime() - at >= leaveAloneMs;
  };
  return async (words) => {
    for (const way of ways.filter(isWorthTrying)) {
      try {
        await way.show(words);
        failedAt.delete(way);
        return way;
      } catch (error) {
        failedAt.set(way, clock.uptime());
        log(`no notification through ${way.name}: ${whyNotShown(error, words)}`);
      }
    }
    throw new NotShown('no way to show a notification works');
  };
}
