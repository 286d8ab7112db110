import type { DerivedPart } from '../../shared/diagnosis/derived-parts';
import type { Clock, Log } from '../ports';
import { createIsolation, type Sabotage } from './isolation';
import { retryingClock } from './retrying-clock';

/** A part behind the intake, opened or not yet. */
export interface Part<T> {
  /** Null while it could not be opened. */
  readonly current: () => T | null;
  /** Runs a task of the part if it is open. A failure becomes a notice and goes no further. */
  readonly use: (deed: (part: T) => unknown) => void;
  /** The same with a result; resolves to null where the part is not open or failed. */
  readonly ask: <Answer>(question: (part: T) => Promise<Answer>) => Promise<Answer | null>;
}

export interface Derived {
  /**
   * Opens a part. Resolves whether or not that worked; one that could not be opened is tried again with growing pauses.
   * `close` is called as the core stops.
   */
  open<T>(name: DerivedPart, open: () => Promise<T> | T, close?: (part: T) => unknown): Promise<Part<T>>;
  /** Runs one task of a part that has nothing to open. The next success removes its notice. */
  guard(name: DerivedPart, deed: () => unknown): void;
  /** The clock for a part: a failure in one of its timers counts as that part's failure. */
  clockFor(name: DerivedPart): Clock;
  /** The names of the parts opened or run so far. */
  names(): ReadonlySet<DerivedPart>;
  /** In the reverse order of their opening. */
  close(): Promise<void>;
}

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

/** Keeps the parts behind the intake apart from it and from each other. */
export function createDerived({ clock, log, onChange, sabotage }: DerivedOptions): Derived {
  const names = new Set<DerivedPart>();
  const closers: (() => unknown)[] = [];
  let isClosed = false;
  const isolation = createIsolation({ log, onChange, sabotage, isClosed: () => isClosed });

  return {
    async open(name, open, close) {
      names.add(name);
      let part: Awaited<ReturnType<typeof open>> | null = null;
      let cancel = (): void => undefined;
      const tryToOpen = async (tries: number): Promise<void> => {
        try {
          isolation.sabotage(name, 'open');
          const opened = await open();
          if (isClosed) {
            await close?.(opened);
            return;
          }
          part = opened;
          isolation.succeeded(name, 'open');
        } catch (error) {
          if (isClosed) return;
          isolation.failed(name, 'open', error);
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
          if (opened !== null) isolation.guard(name, 'use', () => deed(opened));
        },
        ask(question) {
          const opened = part;
          return opened === null ? Promise.resolve(null) : isolation.run(name, () => question(opened));
        },
      };
    },
    guard(name, deed) {
      names.add(name);
      isolation.guard(name, 'use', deed);
    },
    clockFor: (name) =>
      retryingClock(
        clock,
        (task, onFailed) => isolation.guard(name, 'timer', task, onFailed),
        () => isClosed,
      ),
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
