import type { Browser, Page } from '@playwright/test';

export interface Frames {
  readonly presented: number;
  /** Of those that a movement needed. */
  readonly dropped: number;
  /** The longest task of the page's own thread meanwhile. */
  readonly longestMs: number;
  /** The most that a task took of a processor; what it waited for one is not in it. */
  readonly longestCpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Of these, how long the thread had a processor. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly frame_reporter?: { readonly state: string; readonly affects_smoothness: boolean };
  };
}

/** Scrolls 20,000 pixels down and up as a finger would, and asks Chromium's own trace what became of each frame. */
export async function framesOf(browser: Browser, page: Page): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await browser.startTracing(page, { categories: ['cc', 'benchmark', 'toplevel'] });
  for (const yDistance of [-20_000, 20_000])
    await session.send('Input.synthesizeScrollGesture', { x: 400, y: 500, yDistance, speed: 4_000 });
  const trace = (await browser.stopTracing()).toString();
  const { traceEvents: events } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] }; // Chromium's own format
  const states = events
    .filter(({ name }) => name === 'PipelineReporter')
    .map(({ args }) => args?.frame_reporter)
    .filter((reporter) => reporter !== undefined);
  const mainThreads = events.filter(({ args }) => args?.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' &&
      mainThreads.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  return {
    presented: states.filter(({ state }) => state.startsWith('STATE_PRESENTED')).length,
    dropped: states.filter((frame) => frame.state === 'STATE_DROPPED' && frame.affects_smoothness).length,
    longestMs: tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur / 1_000), 0),
    longestCpuMs: tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0),
  };
}
