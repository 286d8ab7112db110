import type { DerivedPart } from '../../shared/diagnosis/derived-parts';
import type { Log } from '../ports';

/** When a part may fail: while opening, in a task that others ask for, in one of its timers. */
export type Moment = 'open' | 'use' | 'timer';
export type Sabotage = (name: DerivedPart, moment: Moment) => void;

interface IsolationOptions {
  readonly log: Log;
  /** A part began to fail, or works again. */
  readonly onChange: (name: DerivedPart, works: boolean) => void;
  readonly sabotage: Sabotage | undefined;
  /** Failures during the stop are not reported. */
  readonly isClosed: () => boolean;
}

/** Runs the tasks of parts so that an exception ends nothing else, and knows which parts fail. */
export interface Isolation {
  /** Synchronous unless the task returns a promise, because later steps of the same turn may need it. */
  guard(name: DerivedPart, moment: Moment, deed: () => unknown, onFailed?: () => void): void;
  /** Resolves to null where the task failed. */
  run<Answer>(name: DerivedPart, deed: () => Answer | Promise<Answer>): Promise<Answer | null>;
  failed(name: DerivedPart, moment: Moment, error: unknown): void;
  succeeded(name: DerivedPart, moment: Moment): void;
  /** For tests: throws where a part is to fail. */
  sabotage: Sabotage;
}

export function createIsolation({ log, onChange, sabotage, isClosed }: IsolationOptions): Isolation {
  /** By part and moment: a timer that works says nothing of a payment that failed. */
  const failing = new Set<`${DerivedPart} ${Moment}`>();
  const works = (name: DerivedPart): boolean => ![...failing].some((key) => key.startsWith(`${name} `));
  const failed = (name: DerivedPart, moment: Moment, error: unknown): void => {
    if (isClosed()) return;
    log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const worked = works(name);
    failing.add(`${name} ${moment}`);
    if (worked) onChange(name, false);
  };
  const succeeded = (name: DerivedPart, moment: Moment): void => {
    if (failing.delete(`${name} ${moment}`) && works(name)) onChange(name, true);
  };

  return {
    failed,
    succeeded,
    sabotage: (name, moment) => sabotage?.(name, moment),
    async run(name, deed) {
      try {
        sabotage?.(name, 'use');
        const answer = await deed();
        succeeded(name, 'use');
        return answer;
      } catch (error) {
        failed(name, 'use', error);
        return null;
      }
    },
    guard(name, moment, deed, onFailed) {
      const fails = (error: unknown): void => {
        failed(name, moment, error);
        onFailed?.();
      };
      try {
        sabotage?.(name, moment);
        const result = deed();
        if (result instanceof Promise) {
          result.then(() => succeeded(name, moment), fails);
        } else succeeded(name, moment);
      } catch (error) {
        fails(error);
      }
    },
  };
}
