import type { Clock } from '../ports';

export interface Pauses {
  /** Each lasts longer than the one before, from about a second to half a minute. */
  pause(): Promise<void>;
  /** The next one is short again. */
  shorten(): void;
  /** Ends the one that lasts. */
  end(): void;
}

const firstMs = 1_000;
const longestMs = 30_000;

/** Between questions that were not answered. `share`: from 0, for half of each pause, to 1, for all of it. */
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
