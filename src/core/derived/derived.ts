import type { DerivedPart } from '../../shared/diagnosis/derived-parts';
import type { Clock, Log } from '../ports';

/** A part behind the intake, opened or not yet. */
export interface Part<T> {
  /** Null while it could not be opened. */
  readonly current: () => T | null;
  /** Has the part do something, if it is open. What fails there becomes a notice, and nothing else. */
  readonly use: (deed: (part: T) => unknown) => void;
  /** The same for who waits; resolves to null where the part is not open or failed. */
  readonly ask: <Answer>(question: (part: T) => Promise<Answer>) => Promise<Answer | null>;
}

export interface Derived {
  /**
   * Opens a part. Resolves whether or not that worked; one that could not be opened is tried again with growing pauses.
   * `close` is called as the core stops.
   */
  open<T>(name: DerivedPart, open: () => Promise<T> | T, close?: (part: T) => unknown): Promise<Part<T>>;
  /** One deed of a part that has nothing to open. The next one that succeeds takes the notice away. */
  guard(name: DerivedPart, deed: () => unknown): void;
  /** The clock for a part: what fails in a timer set by it is that part's failure. */
  clockFor(name: DerivedPart): Clock;
  /** The names opened or guarded so far. */
  names(): ReadonlySet<DerivedPart>;
  /** In the reverse order of their opening. */
  close(): Promise<void>;
}

/** When a part may fail: as it is opened, in a deed that something asks of it, in a timer of its own. */
type Moment = 'open' | 'use' | 'timer';
export type Sabotage = (name: DerivedPart, moment: Moment) => void;

interface DerivedOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** A part began to fail, or works again. */
  readonly onChange: (name: DerivedPart, works: boolean) => void;
  /** For tests: throws where a part is to fail. */
  readonly sabotage?: Sabotage | undefined;
}

/** Between two tries to open a part that failed. */
const pausesMs = [2_000, 10_000, 60_000, 5 * 60_000];

/** The least pause before a timer that failed runs again. */
const timerAgainMs = 5_000;

/** Keeps the parts behind the intake apart from it and from each other. */
export function createDerived({ clock, log, onChange, sabotage }: DerivedOptions): Derived {
  /** By part and moment: a timer that works says nothing of a payment that failed. */
  const failing = new Set<`${DerivedPart} ${Moment}`>();
  const names = new Set<DerivedPart>();
  const closers: (() => unknown)[] = [];
  let isClosed = false;

  const works = (name: DerivedPart): boolean => ![...failing].some((key) => key.startsWith(`${name} `));
  const failed = (name: DerivedPart, moment: Moment, error: unknown): void => {
    if (isClosed) return;
    log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const worked = works(name);
    failing.add(`${name} ${moment}`);
    if (worked) onChange(name, false);
  };
  const succeeded = (name: DerivedPart, moment: Moment): void => {
    if (failing.delete(`${name} ${moment}`) && works(name)) onChange(name, true);
  };
  const run = async <Answer>(
    name: DerivedPart,
    deed: () => Answer | Promise<Answer>,
  ): Promise<Answer | null> => {
    try {
      sabotage?.(name, 'use');
      const answer = await deed();
      succeeded(name, 'use');
      return answer;
    } catch (error) {
      failed(name, 'use', error);
      return null;
    }
  };
  /** At once, where the deed is no promise: what follows in the same turn may rest on it. */
  const guard = (
    name: DerivedPart,
    moment: Moment,
    deed: () => unknown,
    onFailed: () => void = () => undefined,
  ): void => {
    const fails = (error: unknown): void => {
      failed(name, moment, error);
      onFailed();
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
  };
  /** A timer that failed before it had set the next one is tried again: a part that looks each minute goes on to look. */
  const clockFor = (name: DerivedPart): Clock => {
    let timersSet = 0;
    return {
      now: () => clock.now(),
      uptime: () => clock.uptime(),
      after(delayMs, task) {
        timersSet += 1;
        let isCancelled = false;
        let cancel = (): void => undefined;
        const wait = (pauseMs: number): void => {
          cancel = clock.after(pauseMs, () => {
            const before = timersSet;
            guard(name, 'timer', task, () => {
              if (!isCancelled && !isClosed && timersSet === before) wait(Math.max(pauseMs, timerAgainMs));
            });
          });
        };
        wait(delayMs);
        return () => {
          isCancelled = true;
          cancel();
        };
      },
    };
  };

  return {
    async open(name, open, close) {
      names.add(name);
      let part: Awaited<ReturnType<typeof open>> | null = null;
      let cancel = (): void => undefined;
      const tryToOpen = async (tries: number): Promise<void> => {
        try {
          sabotage?.(name, 'open');
          const opened = await open();
          if (isClosed) {
            await close?.(opened);
            return;
          }
          part = opened;
          succeeded(name, 'open');
        } catch (error) {
          if (isClosed) return;
          failed(name, 'open', error);
          const pauseMs = pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0;
          cancel = clock.after(pauseMs, () => tryToOpen(tries + 1));
        }
      };
      closers.unshift(async () => {
        cancel();
        if (part !== null) await close?.(part);
      });
      await tryToOpen(0);
      return {
        current: () => part,
        use(deed) {
          const opened = part;
          if (opened !== null) guard(name, 'use', () => deed(opened));
        },
        ask(question) {
          const opened = part;
          return opened === null ? Promise.resolve(null) : run(name, () => question(opened));
        },
      };
    },
    guard(name, deed) {
      names.add(name);
      guard(name, 'use', deed);
    },
    clockFor,
    names: () => names,
    async close() {
      isClosed = true;
      for (const close of closers.splice(0)) {
        try {
          await close();
        } catch (error) {
          log(`closing a part failed: ${String(error)}`);
        }
      }
    },
  };
}
