import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../ports';
import { secretHeader } from './authenticate';

/** Imitates KKiaPay: its posts and its retries. For test payments and `comptoir simulate`. */

export interface PlayedEvent {
  readonly event: 'success' | 'failed';
  readonly amountXof: number;
  /** ISO instant of the payment. */
  readonly at: string;
  /** A random one where absent. */
  readonly transactionId?: string;
  /** The payer's number; a made-up one where absent. */
  readonly account?: string;
}

/** The documented body of a call. */
export function kkiapayBody({
  event,
  amountXof,
  at,
  transactionId = randomTransactionId(),
  account = `22901${97_000_000 + randomInt(100_000)}`,
}: PlayedEvent): string {
  const succeeded = event === 'success';
  return JSON.stringify({
    transactionId,
    isPaymentSucces: succeeded,
    account,
    ...(!succeeded && { failureCode: 'insufficient_fund', failureMessage: 'insufficient_fund' }),
    label: 'Essai Comptoir',
    method: 'MOBILE_MONEY',
    amount: amountXof,
    fees: succeeded ? Math.round(amountXof * 0.019) : 0,
    partnerId: '',
    performedAt: at,
    stateData: {},
    event: `transaction.${event}`,
  });
}

/** Sixteen digits, as KKiaPay gives them since 2025. */
export function randomTransactionId(): string {
  return String(1_000_000_000_000_000n + (randomBytes(8).readBigUInt64BE() % 9_000_000_000_000_000n));
}

export interface Delivery {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** Besides those that KKiaPay sends. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
}

export interface DeliveryReport {
  /** What the last try was answered; null where nobody answered. */
  readonly status: number | null;
  readonly tries: number;
  /** From the first try to the last answer, waits included. */
  readonly ms: number;
}

const maxTries = 5;
/** The second try comes this long after the first; each later one waits this much longer. */
const retryStepMs = 500;
const tryTimeoutMs = 10_000;

/** Posts one call until it is accepted (2xx), five times at most. Never rejects. */
export async function deliverAsKkiapay({
  url,
  secret,
  body,
  headers = {},
  fetch: post = fetch,
  clock,
}: Delivery): Promise<DeliveryReport> {
  const startedAt = performance.now();
  // The clock's timers do not keep a process alive, so keep it alive while waiting for the next try.
  const awake = setInterval(() => undefined, 60_000);
  try {
    for (let tries = 1; ; tries += 1) {
      const status = await postOnce(post, url, { ...headers, [secretHeader]: secret }, body, clock);
      if (isTaken(status) || tries === maxTries)
        return { status, tries, ms: Math.round((performance.now() - startedAt) * 10) / 10 };
      await new Promise<void>((resolve) => void clock.after(tries * retryStepMs, resolve));
    }
  } finally {
    clearInterval(awake);
  }
}

async function postOnce(
  post: typeof fetch,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  clock: Clock,
): Promise<number | null> {
  const timeout = new AbortController();
  const cancel = clock.after(tryTimeoutMs, () => timeout.abort());
  try {
    const response = await post(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      // Do not follow redirects: the post would become a get, and a login page would answer it with 200.
      redirect: 'manual',
      signal: timeout.signal,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  } finally {
    cancel();
  }
}

function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
