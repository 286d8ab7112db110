import { initialState, type AppState } from '../../../src/shared/state/app-state';
import type { Health } from '../../../src/shared/diagnosis/diagnosis';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import type { Payment } from '../../../src/shared/payment/payment';
import type { Refusal } from '../../../src/shared/diagnosis/refusal';
import type { Language } from '../../../src/shared/settings/settings';
import { shopSettings } from '../shop-settings';

const minuteMs = 60_000;

/** What a preview of the window shows: as much of a core as the window can see. */
export interface Scene {
  readonly state: AppState;
  /** Newest first. */
  readonly payments: readonly Payment[];
  readonly refusals: readonly Refusal[];
  /** Earliest first. */
  readonly deafPeriods: readonly DeafPeriod[];
  /** None: all is well. */
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
  const base = initialState({ ...shopSettings, language, shopName: 'Boutique Awa' }, ago(0).slice(0, 10));
  return {
    payments,
    refusals: [],
    deafPeriods: [],
    state: {
      ...base,
      revision: 1,
      receiver: { kind: 'listening', port: 4242 },
      ledger: { kind: 'ready' },
      tunnel: { kind: 'online', url: 'https://loyal-hen-awake.ngrok-free.dev', since: ago(180) },
      hearing: { kind: 'listening', since: ago(180) },
      paths: { live: '/kkiapay/q7Xv2LrT9bKd', sandbox: '/kkiapay/Zp4mWc8NsY3e' },
      lastAuthenticatedAt: { live: ago(0.4), sandbox: ago(38) },
      today: {
        ...base.today,
        successCount: 17,
        totalXof: 1_486_250,
        failedCount: 1,
        checkCount: 1,
        sandboxCount: 1,
      },
      unseen: 1,
    },
  };
}

/** The very first start: nothing is set up. */
export function firstRunScene(language: Language, now: number): Scene {
  const { state } = busyScene(language, now);
  return {
    payments: [],
    refusals: [],
    deafPeriods: [],
    state: {
      ...state,
      tunnel: { kind: 'token-missing' },
      hearing: { kind: 'local-only' },
      lastAuthenticatedAt: { live: null, sandbox: null },
      settings: { ...state.settings, shopName: '', setUp: false, authtoken: 'absent' },
      today: { ...state.today, successCount: 0, totalXof: 0, failedCount: 0, checkCount: 0, sandboxCount: 0 },
      unseen: 0,
    },
  };
}

/** A bad morning: the internet is cut, and somebody knocks with a wrong secret. */
export function troubledScene(language: Language, now: number): Scene {
  const { state, payments } = busyScene(language, now);
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
  const deaf: readonly DeafPeriod[] = [
    { id: 'deaf-1', from: ago(45), to: ago(30), cause: 'asleep', checked: null },
    { id: 'deaf-2', from: ago(12), to: null, cause: 'tunnel-down', checked: null },
  ];
  return {
    payments: payments.slice(2),
    deafPeriods: deaf,
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
    state: {
      ...state,
      tunnel: { kind: 'retrying', attempt: 3, nextAttemptAt: ago(-1), reason: 'network', code: null },
      hearing: { kind: 'deaf', since: ago(12), cause: 'tunnel-down' },
      deafToday: deaf,
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
