import { endpointKey, endpointNames } from '../../shared/payment/endpoint';
import type { Payment, Verification } from '../../shared/payment/payment';
import type { Recheck, UnsureReason, VerificationState } from '../../shared/payment/verification';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { Provider, ProviderAnswer } from '../provider';
import type { Secrets } from '../settings/secrets';
import { verdictOn } from './compare';
import { createRechecks } from './rechecks';
import { isGivenUp, nextQuestionAt } from './schedule';

export interface VerifierParts {
  readonly ledger: Pick<Ledger, 'annotate' | 'page' | 'payment'>;
  readonly providers: readonly Provider[];
  readonly secrets: Pick<Secrets, 'apiKeys'>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly utcOffsetMinutes: () => number;
  readonly onState: (state: VerificationState) => void;
  /** Something else than before is known of a payment now. */
  readonly onVerdict: (payment: Payment, before: Verification) => void;
}

/** Asks providers whether what they announced is true, behind the calls, one question after the other. */
export interface Verifier {
  /** A payment that was just stored, or put in. */
  follow(payment: Payment): void;
  /** One question about a number that need not be in the ledger; null where no keys are there to ask with. */
  ask(provider: string, mode: Payment['mode'], transactionId: string): Promise<ProviderAnswer | null>;
  /**
   * Asks about what was received from one instant up to another as soon as may be: before a day is closed. Resolves once
   * each was asked, or as soon as it is plain that nobody answers.
   */
  askAgain(from: string, until: string): Promise<Recheck>;
  /** Keys were given or taken away. */
  keysChanged(): Promise<void>;
  stop(): void;
}

interface Waiting {
  readonly payment: Payment;
  readonly dueAt: number;
  readonly tries: number;
}

/** More wait in the ledger, and are taken up once there is room. */
const mostWaiting = 2_000;
const pageSize = 500;
const politeGapMs = 500;
const firstRetryMs = 30_000;
const longestRetryMs = 60 * 60_000;

export async function createVerifier(parts: VerifierParts): Promise<Verifier> {
  const { ledger, providers, secrets, clock, log } = parts;
  const waiting = new Map<string, Waiting>();
  /** Endpoints whose keys were refused: not asked again with the same ones. */
  const refused = new Set<string>();
  let trouble: UnsureReason | null = null;
  let leftOut = false;
  let notBefore = 0;
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  const underWay = new Set<() => void>();
  const rechecks = createRechecks();
  let stopped = false;
  // Asked, not read: it may change while a question is under way.
  const isStopped = (): boolean => stopped;

  const canAsk = ({ provider, mode }: Pick<Payment, 'provider' | 'mode'>): boolean => {
    const known = providers.find(({ name }) => name === provider);
    const endpoint = { provider, mode };
    return known?.ask != null && secrets.apiKeys(endpoint) !== null && !refused.has(endpointKey(endpoint));
  };
  const next = (): Waiting | undefined => {
    let first: Waiting | undefined;
    for (const item of waiting.values()) if (first === undefined || item.dueAt < first.dueAt) first = item;
    return first;
  };
  const publish = (): void => {
    const first = next();
    parts.onState({
      keys: endpointNames.filter((endpoint) => secrets.apiKeys(endpoint) !== null).map(endpointKey),
      waiting: waiting.size,
      nextAt: first === undefined ? null : new Date(Math.max(first.dueAt, notBefore)).toISOString(),
      trouble,
      rechecking: rechecks.left(),
    });
  };
  const arrange = (): void => {
    cancel();
    const first = next();
    publish();
    if (stopped || first === undefined) return;
    const delayMs = Math.max(0, first.dueAt - clock.now(), notBefore - clock.now());
    cancel = clock.after(delayMs, () => {
      running = running.then(() => askNext());
    });
  };

  const enqueue = (payment: Payment, dueAt: number, tries = 0): void => {
    if (waiting.size >= mostWaiting && !waiting.has(payment.id)) leftOut = true;
    else waiting.set(payment.id, { payment, dueAt, tries });
  };
  const follow = (payment: Payment): void => {
    // In the queue already, and somebody waits for it.
    if (rechecks.awaits(payment.id)) return;
    waiting.delete(payment.id);
    const at = nextQuestionAt(payment, parts.utcOffsetMinutes());
    if (at !== null && canAsk(payment) && !isGivenUp(payment, clock.now())) enqueue(payment, at);
  };

  /** A question under way must not keep a program that wants to end. */
  const stoppable: typeof fetch = async (address, init) => {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    init?.signal?.addEventListener('abort', end);
    underWay.add(end);
    try {
      return await parts.fetch(address, { ...init, signal: ending.signal });
    } finally {
      underWay.delete(end);
    }
  };
  const question = (
    { provider, mode }: Pick<Payment, 'provider' | 'mode'>,
    transactionId: string,
  ): Promise<ProviderAnswer> | null => {
    const ask = providers.find(({ name }) => name === provider)?.ask ?? null;
    const keys = secrets.apiKeys({ provider, mode });
    if (ask === null || keys === null) return null;
    return ask({ mode, transactionId, keys, fetch: stoppable, clock });
  };

  const askNext = async (): Promise<void> => {
    const item = next();
    if (stopped || item === undefined || item.dueAt > clock.now()) {
      arrange();
      return;
    }
    const { payment, tries } = item;
    waiting.delete(payment.id);
    const answer = await (question(payment, payment.transactionId ?? '') ?? null);
    notBefore = clock.now() + politeGapMs;
    if (isStopped()) return;
    // Before its verdict is followed up, or it would count as still to be asked.
    rechecks.answered(payment.id, answer);
    if (answer !== null) {
      trouble = answer.kind === 'unsure' ? answer.reason : null;
      if (trouble === 'keys-refused') {
        const { provider, mode } = payment;
        refused.add(endpointKey({ provider, mode }));
        for (const [id, other] of waiting) if (!canAsk(other.payment)) waiting.delete(id);
      } else await conclude(payment, answer, tries);
    }
    if (leftOut && waiting.size < mostWaiting / 2) await takeUp().catch(couldNotRead);
    arrange();
  };

  const conclude = async (payment: Payment, answer: ProviderAnswer, tries: number): Promise<void> => {
    const again = (): void => {
      const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** tries);
      if (!isGivenUp(payment, clock.now())) enqueue(payment, clock.now() + delayMs, tries + 1);
    };
    const verdict = verdictOn(payment, answer, clock.now());
    if (verdict === null) {
      again();
      return;
    }
    try {
      const annotated = await ledger.annotate(payment.id, { field: 'verification', value: verdict });
      if (annotated === null) return;
      follow(annotated);
      parts.onVerdict(annotated, payment.verification);
    } catch (error) {
      log(`what the provider said of ${payment.id} could not be written down: ${String(error)}`);
      again();
    }
  };

  const couldNotRead = (error: unknown): void =>
    log(`payments to be verified could not be read: ${String(error)}`);

  /** Goes through the payments not given up yet, newest first. */
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
    leftOut = false;
    if (!endpointNames.some(canAsk)) return;
    await eachRecent((payment) => {
      if (isGivenUp(payment, clock.now()) || leftOut) return false;
      if (!waiting.has(payment.id)) follow(payment);
      return true;
    });
  };
  await takeUp().catch(couldNotRead);
  arrange();

  return {
    follow(payment) {
      follow(payment);
      arrange();
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
          enqueue(payment, clock.now());
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
      for (const [id, { payment }] of waiting) if (!canAsk(payment)) waiting.delete(id);
      await takeUp().catch(couldNotRead);
      arrange();
    },
    stop() {
      stopped = true;
      cancel();
      rechecks.giveUp();
      for (const end of underWay) end();
    },
  };
}
