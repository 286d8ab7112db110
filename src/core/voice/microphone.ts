import type { Clock } from '../ports';

/** Whether a page may use the microphone now: the owner's screen asked for it recently, and has not finished. */
export interface Microphone {
  readonly isHeld: () => boolean;
  readonly hold: (held: boolean) => void;
}

/** A page that disappears during a recording keeps it no longer than a phrase takes. */
const longestMs = 15_000;

export function createMicrophone(clock: Pick<Clock, 'uptime'>): Microphone {
  let until = -Infinity;
  return {
    isHeld: () => clock.uptime() < until,
    hold(held) {
      until = held ? clock.uptime() + longestMs : -Infinity;
    },
  };
}
