/** Lets calls, timers and windows run in the middle of long work. */
export function yieldToLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const leastMs = 1;
/** A longer slice would noticeably delay windows and calls. */
const mostMs = 2;
const mostBehindMs = 10;

/**
 * A time slice for work that calls cause. Between two turns of calls it runs for a moment. When it falls behind, it runs
 * for as long as the calls kept it waiting. Tasks with the same pace share that time.
 */
export class TimeSlice {
  isBehind = false;
  #untilMs = 0;
  #turn: Promise<void> | null = null;

  /** Returns at once while there is time left. */
  async keep(): Promise<void> {
    while (performance.now() >= this.#untilMs) await (this.#turn ??= this.#nextTurn());
  }

  async #nextTurn(): Promise<void> {
    const leftMs = performance.now();
    await yieldToLoop();
    const backMs = performance.now();
    this.#turn = null;
    const mostNowMs = this.isBehind ? mostBehindMs : mostMs;
    this.#untilMs = backMs + Math.min(mostNowMs, Math.max(leastMs, backMs - leftMs));
  }
}
