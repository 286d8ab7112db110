import { endpointKey, endpointNames } from '../../shared/payment/endpoint';
import type { Payment, Verification } from '../../shared/payment/payment';
import type { Recheck, UnsureReason, VerificationState } from '../../shared/payment/verification';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { Provider, ProviderAnswer } from '../provider';
import type { Secrets } from '../settings/secrets';
import { verdictOn } from './compare';
import { createQuestionQueue } from './question-queue';
import { createRechecks } from './awaited-answers';
import { isGivenUp, nextQuestionAt } from './schedule';
import { stoppableFetch } from './stoppable-fetch';

export interface VerifierParts {
  readonly ledger: Pick<Ledger, 'annotate' | 'page' | 'payment'>;
  readonly providers: readonly Provider[];
  readonly secrets: Pick<Secrets, 'apiKeys'>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  readonly onState: (state: VerificationState) => void;
  /** A payment's verification has changed. */
  readonly onVerdict: (payment: Payment, before: Verification) => void | Promise<void>;
}

/** Asks providers in the background whether their announcements are true, one question after another. */
export interface Verifier {
  /** Takes a payment that was just stored or added. */
  follow(payment: Payment): void;
  /** Asks once about a number, which may not be in the ledger; null where there are no keys to ask with. */
  ask(provider: string, mode: Payment['mode'], transactionId: string): Promise<ProviderAnswer | null>;
  /**
   * Asks at once about everything received between two instants, before a day is closed. Resolves once each was asked, or
   * as soon as it is clear that no answer will come.
   */
  askAgain(from: string, until: string): Promise<Recheck>;
  /** Keys were given or removed. */
  keysChanged(): Promise<void>;
  stop(): void;
}

const pageSize = 500;
const politeGapMs = 500;
const firstRetryMs = 30_000;
const longestRetryMs = 60 * 60_000;

export async function createVerifier(parts: VerifierParts): Promise<Verifier> {
  const { ledger, providers, secrets, clock, log } = parts;
  const waiting = createQuestionQueue();
  const calls = stoppableFetch(parts.fetch);
  /** Endpoints whose keys were refused: not asked again with the same ones. */
  const refused = new Set<string>();
  let trouble: UnsureReason | null = null;
  let notBefore = 0;
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  const rechecks = createRechecks();
  let stopped = false;
  // A function, because it may change while a question is running.
  const isStopped = (): boolean => stopped;

  const canAsk = ({ provider, mode }: Pick<Payment, 'provider' | 'mode'>): boolean => {
    const known = providers.find(({ name }) => name === provider);
    const endpoint = { provider, mode };
    return known?.ask != null && secrets.apiKeys(endpoint) !== null && !refused.has(endpointKey(endpoint));
  };
  const publish = (): void => {
    const first = waiting.first();
    parts.onState({
      keys: endpointNames.filter((endpoint) => secrets.apiKeys(endpoint) !== null).map(endpointKey),
      waiting: waiting.size(),
      nextAt: first === undefined ? null : new Date(Math.max(first.dueAt, notBefore)).toISOString(),
      trouble,
      rechecking: rechecks.left(),
    });
  };
  const arrange = (): void => {
    cancel();
    const first = waiting.first();
    publish();
    if (stopped || first === undefined) return;
    const delayMs = Math.max(0, first.dueAt - clock.now(), notBefore - clock.now());
    cancel = clock.after(delayMs, () => {
      running = running.then(() => askNext());
    });
  };

  /** False where there is nothing new to ask. */
  const follow = (payment: Payment): boolean => {
    // Already in the queue, with a caller that waits for it.
    if (rechecks.awaits(payment.id)) return false;
    const waited = waiting.remove(payment.id);
    const at = nextQuestionAt(payment, parts.utcOffsetMinutes());
    if (at !== null && canAsk(payment) && !isGivenUp(payment, clock.now())) waiting.add(payment, at);
    return waited || waiting.has(payment.id);
  };

  const question = (
    { provider, mode }: Pick<Payment, 'provider' | 'mode'>,
    transactionId: string,
  ): Promise<ProviderAnswer> | null => {
    const ask = providers.find(({ name }) => name === provider)?.ask ?? null;
    const keys = secrets.apiKeys({ provider, mode });
    if (ask === null || keys === null) return null;
    return ask({ mode, transactionId, keys, fetch: calls.fetch, clock });
  };

  const askNext = async (): Promise<void> => {
    const item = waiting.first();
    if (stopped || item === undefined || item.dueAt > clock.now()) {
      arrange();
      return;
    }
    const { payment, tries } = item;
    waiting.remove(payment.id);
    const answer = await (question(payment, payment.transactionId ?? '') ?? null);
    notBefore = clock.now() + politeGapMs;
    if (isStopped()) return;
    // Remove it before acting on its verdict, or it would still count as open.
    rechecks.answered(payment.id, answer);
    if (answer !== null) {
      trouble = answer.kind === 'unsure' ? answer.reason : null;
      if (trouble === 'keys-refused') {
        const { provider, mode } = payment;
        refused.add(endpointKey({ provider, mode }));
        waiting.keepOnly(canAsk);
      } else await conclude(payment, answer, tries);
    }
    if (waiting.hasRoomForMore()) await takeUp().catch(couldNotRead);
    arrange();
  };

  const conclude = async (payment: Payment, answer: ProviderAnswer, tries: number): Promise<void> => {
    const again = (): void => {
      const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** tries);
      if (!isGivenUp(payment, clock.now())) waiting.add(payment, clock.now() + delayMs, tries + 1);
    };
    try {
      const current = await ledger.payment(payment.id);
      if (current === null) return;
      const before = current.verification;
      if (JSON.stringify(before) !== JSON.stringify(payment.verification)) {
        // Something changed after the question was sent, so the answer may be older.
        waiting.add(current, clock.now(), tries);
        return;
      }
      const verdict = verdictOn(current, answer, clock.now());
      if (verdict === null) {
        again();
        return;
      }
      const annotated = await ledger.annotate(payment.id, { field: 'verification', value: verdict });
      if (annotated === null) return;
      follow(annotated);
      await parts.onVerdict(annotated, before);
    } catch (error) {
      log(`what the provider said of ${payment.id} could not be written down: ${String(error)}`);
      again();
    }
  };

  const couldNotRead = (error: unknown): void =>
    log(`payments to be verified could not be read: ${String(error)}`);

  /** Visits the recent payments, newest first. */
  const eachRecent = async (visit: (payment: Payment) => boolean): Promise<void> => {
    let after: string | undefined;
    for (;;) {
      const page = await ledger.page({ limit: pageSize, ...(after !== undefined && { after }) });
      for (const payment of page.payments) if (!visit(payment)) return;
      if (page.next === null) return;
      after = page.next;
    }
  };
  const takeUp = async (): Promise<void> => {
    waiting.takingUp();
    if (!endpointNames.some(canAsk)) return;
    await eachRecent((payment) => {
      if (isGivenUp(payment, clock.now()) || waiting.isFull()) return false;
      if (!waiting.has(payment.id)) follow(payment);
      return true;
    });
  };
  await takeUp().catch(couldNotRead);
  arrange();

  return {
    follow(payment) {
      if (follow(payment)) arrange();
    },
    ask: async (provider, mode, transactionId) => (await question({ provider, mode }, transactionId)) ?? null,
    async askAgain(from, until) {
      const ids: string[] = [];
      await eachRecent((payment) => {
        if (payment.receivedAt < from) return false;
        const isMeant =
          payment.receivedAt < until &&
          nextQuestionAt({ ...payment, verification: { kind: 'announced' } }, 0) !== null;
        if (isMeant && canAsk(payment)) {
          waiting.add(payment, clock.now());
          ids.push(payment.id);
        }
        return true;
      });
      const asked = isStopped() ? [] : ids.filter((id) => waiting.has(id));
      const done = rechecks.begin(ids, asked);
      arrange();
      return done.finally(publish);
    },
    async keysChanged() {
      refused.clear();
      rechecks.giveUp();
      trouble = null;
      waiting.keepOnly(canAsk);
      await takeUp().catch(couldNotRead);
      arrange();
    },
    stop() {
      stopped = true;
      cancel();
      rechecks.giveUp();
      calls.stop();
    },
  };
}
