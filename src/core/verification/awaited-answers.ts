import type { Recheck, UnsureReason } from '../../shared/payment/verification';
import type { ProviderAnswer } from '../provider';

/** The callers that wait for answers, and how many are left for each. */
export interface Rechecks {
  /** `asked`: those of `ids` that are in the queue; the others get no answer. */
  begin(ids: readonly string[], asked: readonly string[]): Promise<Recheck>;
  awaits(id: string): boolean;
  /** Null: there were no keys to ask with any more. */
  answered(id: string, answer: ProviderAnswer | null): void;
  /** No answer will come: tells the waiting callers. */
  giveUp(): void;
  /** Null where no caller waits. */
  left(): number | null;
}

interface Waiter {
  readonly ids: Set<string>;
  readonly count: number;
  unanswered: number;
  readonly resolve: (recheck: Recheck) => void;
}

/** Stop after the first failure, so that closing the day never waits for a dead API. */
const general: ReadonlySet<UnsureReason> = new Set([
  'unreachable',
  'provider-failing',
  'too-many-questions',
  'keys-refused',
]);

export function createRechecks(): Rechecks {
  const waiters = new Set<Waiter>();
  const end = (waiter: Waiter): void => {
    waiters.delete(waiter);
    const unanswered = waiter.unanswered + waiter.ids.size;
    waiter.ids.clear();
    waiter.resolve({ answered: waiter.count - unanswered, unanswered });
  };
  const giveUp = (): void => {
    for (const waiter of waiters) end(waiter);
  };
  return {
    begin: (ids, asked) =>
      new Promise((resolve) => {
        const waiter = {
          ids: new Set(asked),
          count: ids.length,
          unanswered: ids.length - asked.length,
          resolve,
        };
        waiters.add(waiter);
        if (waiter.ids.size === 0) end(waiter);
      }),
    awaits: (id) => [...waiters].some(({ ids }) => ids.has(id)),
    answered(id, answer) {
      const isUnsure = answer === null || answer.kind === 'unsure';
      for (const waiter of waiters) {
        if (!waiter.ids.delete(id)) continue;
        if (isUnsure) waiter.unanswered += 1;
        if (waiter.ids.size === 0) end(waiter);
      }
      if (answer?.kind === 'unsure' && general.has(answer.reason)) giveUp();
    },
    giveUp,
    left: () => (waiters.size === 0 ? null : Math.max(...[...waiters].map(({ ids }) => ids.size))),
  };
}
