import type { TunnelTrouble } from '../../shared/state/tunnel';
import type { Moment } from './supervision';

/** connect() and listenAndForward() have no time-out of their own. */
export const connectTimeoutMs = 12_000;
/**
 * The SDK tries at 0, 0.05 and 2.55 s, then after two minutes, then after hours. These first tries are useful because
 * they resume the old session. A new session finds its endpoint taken until the edge notices that the old one is gone.
 */
export const resumeTimeoutMs = 3_500;
/** A new endpoint is not always routed at once (ngrok-javascript #122). */
export const provingTimeoutMs = 10_000;
export const testTimeoutMs = 5_000;
export const doubtfulTestTimeoutMs = 2_000;
export const retestPauseMs = 500;
export const recheckPauseMs = 2_000;
export const hangingTryMs = 2_000;
/** Each failed connect() leaves about 10 kB behind in the SDK. */
export const triesPerChild = 100;
/** A session that ends sooner than this does not count as a success. */
export const shortLifeMs = 1_000;

type Pause = (attempt: number) => number;
const growing =
  (firstMs: number, longestMs: number): Pause =>
  (attempt) =>
    Math.min(longestMs, firstMs * 2 ** (attempt - 1));
const usual = growing(1_000, 30_000);
// The session exists; only the test is repeated, and each test counts against the month's quota.
const retest = growing(1_000, 300_000);
/** The edge drops our own dead session within about a minute; one that lasts longer is another computer's. */
const untilOurDeadSessionIsGone: Pause = (attempt) => (attempt <= 30 ? 2_000 : 30_000);

const pauses: Readonly<Record<TunnelTrouble, Pause>> = {
  // No server answered, so retries burden nobody: a shop must not stay deaf because the pauses have grown.
  network: growing(1_000, 1_500),
  'tls-interception': usual,
  'silent-link': usual,
  'child-died': usual,
  'timed-out': usual,
  unknown: usual,
  'self-test-failed': retest,
  'quota-spent': retest,
  'session-limit': untilOurDeadSessionIsGone,
  'endpoint-taken': untilOurDeadSessionIsGone,
  'stopped-by-dashboard': () => 60_000,
};

/** The pause before the given try, counted from 1. Up to a fifth more or less, to spread many shops. */
export function pause(attempt: number, trouble: TunnelTrouble, { chance }: Moment): number {
  return Math.round(pauses[trouble](attempt) * (0.8 + 0.4 * chance));
}
