import type { AppState } from '../../../src/shared/state/app-state';
import type { Health } from '../../../src/shared/diagnosis/diagnosis';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Payment } from '../../../src/shared/payment/payment';
import type { Refusal } from '../../../src/shared/diagnosis/refusal';
import type { Language } from '../../../src/shared/settings/preferences';
import { perEndpoint } from '../../../src/shared/payment/endpoint';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';

const minuteMs = 60_000;

/** What happened in a shop before its window is opened, and what is around the core then. */
export interface Scene {
  /** Milliseconds since the epoch: the shop's stopped clock. */
  readonly now: number;
  /** Beside what comes by itself. */
  readonly settings: PreferencesChange;
  /** ngrok's token was pasted. */
  readonly authtoken: boolean;
  /** Newest first. */
  readonly payments: readonly Payment[];
  readonly refusals: readonly Refusal[];
  /** Earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  /** A PIN was set, and nobody has typed it. */
  readonly isLocked?: boolean;
  readonly soundsPaused?: boolean;
  /** KKiaPay's API keys for the live mode. */
  readonly keys?: Readonly<Record<string, string>>;
  /** How the tunnel is, what was heard and when, updates: the world around the core as its window sees it. */
  readonly outside: Partial<AppState>;
  /** None: as the computer says. */
  readonly health?: Health;
}

export function paymentAt(now: number, minutesAgo: number, over: Partial<Payment> = {}): Payment {
  const receivedAt = new Date(now - minutesAgo * minuteMs).toISOString();
  return {
    id: `p-${receivedAt}-${over.transactionId ?? ''}`,
    provider: 'kkiapay',
    mode: 'live',
    transactionId: '1490687397590250',
    status: 'success',
    event: 'transaction.success',
    amountXof: 12_500,
    feesXof: 238,
    method: 'MOBILE_MONEY',
    account: '2290197000042',
    label: null,
    partnerId: null,
    stateData: {},
    performedAt: receivedAt,
    receivedAt,
    deliveries: 1,
    failureCode: null,
    failureMessage: null,
    doubts: [],
    claim: null,
    verification: { kind: 'announced' },
    ...over,
  };
}

const online = 'https://loyal-hen-awake.ngrok-free.dev';

/** A shop on an ordinary morning. */
export function busyScene(language: Language, now: number): Scene {
  const ago = (minutes: number): string => new Date(now - minutes * minuteMs).toISOString();
  const payments = [
    paymentAt(now, 0.4, { amountXof: 43_500, label: 'Commande 128' }),
    paymentAt(now, 6, { amountXof: 2_000, account: '22996000017', transactionId: 'b' }),
    paymentAt(now, 14, {
      amountXof: 15_000,
      status: 'failed',
      event: 'transaction.failed',
      failureCode: 'insufficient_fund',
      failureMessage: 'Solde insuffisant',
      account: '2290161000001',
      transactionId: 'c',
    }),
    paymentAt(now, 21, { amountXof: 7_250, method: 'CARD', account: null, transactionId: 'd' }),
    paymentAt(now, 38, { amountXof: 500, mode: 'sandbox', transactionId: 'e' }),
    paymentAt(now, 52, { amountXof: null, status: 'check', doubts: ['amount-missing'], transactionId: 'f' }),
    paymentAt(now, 75, {
      amountXof: 1_250_000,
      method: 'WALLET',
      account: '2290162345678',
      transactionId: 'g',
    }),
  ];
  return {
    ...{ now, payments, refusals: [], deafPeriods: [], authtoken: true },
    settings: { language, shopName: 'Boutique Awa', setUp: true },
    outside: {
      tunnel: { kind: 'online', url: online, since: ago(180) },
      hearing: { kind: 'listening', since: ago(180) },
      isAddressCalled: true,
      // Pictures are of one word.
      dayWord: { noun: 'pineapple', colour: 'blue' },
      lastAuthenticatedAt: perEndpoint(({ provider, mode }) =>
        provider === 'kkiapay' ? ago(mode === 'live' ? 0.4 : 38) : null,
      ),
    },
  };
}

/** The very first start: nothing is set up. */
export function firstRunScene(language: Language, now: number): Scene {
  return {
    ...{ now, payments: [], refusals: [], deafPeriods: [], authtoken: false },
    ...{ settings: { language }, outside: {} },
  };
}

/** A bad morning: the internet is cut, and somebody knocks with a wrong secret. */
export function troubledScene(language: Language, now: number): Scene {
  const scene = busyScene(language, now);
  const ago = (minutes: number): string => new Date(now - minutes * minuteMs).toISOString();
  const knock: Refusal = {
    reason: 'secret-wrong',
    mode: 'live',
    httpStatus: 401,
    at: ago(4),
    lastAt: ago(3),
    count: 5,
    diagnosis: 'spaces-at-the-edges',
  };
  return {
    ...scene,
    payments: scene.payments.slice(2),
    deafPeriods: [
      { id: 'deaf-1', from: ago(45), to: ago(30), cause: 'asleep', checked: null },
      { id: 'deaf-2', from: ago(12), to: null, cause: 'tunnel-down', checked: null },
    ],
    refusals: [
      knock,
      {
        ...knock,
        reason: 'unknown-path',
        mode: null,
        httpStatus: 404,
        at: ago(90),
        lastAt: ago(90),
        count: 1,
        diagnosis: null,
      },
      {
        ...knock,
        reason: 'secret-missing',
        mode: 'sandbox',
        at: ago(300),
        lastAt: ago(300),
        count: 1,
        diagnosis: 'absent',
      },
    ],
    outside: {
      ...scene.outside,
      tunnel: { kind: 'retrying', attempt: 3, nextAttemptAt: ago(-1), reason: 'network', code: null },
      hearing: { kind: 'deaf', since: ago(12), cause: 'tunnel-down' },
      refusals: { sinceStart: 7, last: knock },
    },
  };
}

/** Years of payments behind the same shop. */
export function historyScene(language: Language, now: number, count = 2_000): Scene {
  const scene = busyScene(language, now);
  const older = Array.from({ length: count }, (_, index) =>
    paymentAt(now, 120 + index * 11, {
      id: `older-${index}`,
      transactionId: String(1_490_687_397_000_000 + index),
      amountXof: 500 * (1 + ((index * 7) % 60)),
      account: `22901970000${10 + (index % 90)}`,
      method: index % 9 === 4 ? 'CARD' : 'MOBILE_MONEY',
      ...(index % 13 === 5 ? { status: 'failed' as const, event: 'transaction.failed' } : {}),
    }),
  );
  return { ...scene, payments: [...scene.payments, ...older] };
}
