import type { Clock } from '../ports';

export interface Pauses {
  /** Each pause is longer than the last, from about a second to half a minute. */
  pause(): Promise<void>;
  /** The next pause is short again. */
  shorten(): void;
  /** Ends the present pause. */
  end(): void;
}

const firstMs = 1_000;
const longestMs = 30_000;

/** Pauses between unanswered questions. `share`: from 0 (half of each pause) to 1 (all of it). */
export function createPauses(clock: Pick<Clock, 'after'>, share: () => number): Pauses {
  let ms = firstMs;
  let end = (): void => undefined;
  return {
    pause: () =>
      new Promise((resolve) => {
        const cancel = clock.after(ms * (0.5 + share() / 2), resolve);
        ms = Math.min(ms * 2, longestMs);
        end = () => {
          cancel();
          resolve();
        };
      }),
    shorten() {
      ms = firstMs;
    },
    end: () => end(),
  };
}
