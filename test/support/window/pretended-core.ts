import type {
  Argument,
  Bridge,
  BroadcastName,
  Broadcasts,
  CommandError,
  CommandName,
  Reply,
} from '../../../src/shared/bridge/contract';
import { CommandFailure } from '../../../src/shared/bridge/answer';
import { commands } from '../../../src/shared/bridge/contract';
import { shownTo, type Access } from '../../../src/shared/bridge/access';
import type { Backup } from '../../../src/shared/settings/backup';
import type { AppState } from '../../../src/shared/state/app-state';
import type { Health } from '../../../src/shared/diagnosis/diagnosis';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import {
  emptyDay,
  type ClaimDeed,
  type Day,
  type DaySummary,
  type Payment,
  type PaymentDetail,
  type PaymentPage,
  type PaymentQuery,
  type PaymentStatus,
} from '../../../src/shared/payment/payment';
import { commandTexts } from '../../../src/shared/texts/command-texts';
import { answerPaid } from '../../../src/shared/payment/paid-answer';
import { createReport, daysBetween, type Report } from '../../../src/shared/payment/report';
import { parseClue } from '../../../src/shared/payment/paid-clue';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { publicUrlOf } from '../../../src/shared/state/tunnel';
import { pretendedDays } from './pretended-days';
import { paymentAt, type Scene } from './scenes';
import { technicianScene } from './technician-scene';

/** As much of a core as a window can tell apart from a real one: commands change the scene, broadcasts tell of it. */
export interface PretendedCore {
  /** Commands received, oldest first. */
  readonly received: readonly { readonly name: string; readonly argument: unknown }[];
  readonly bridge: Bridge;
  /** The argument came over a wire; the window's own types vouch for it. */
  carryOut(name: CommandName, argument: unknown): Reply<unknown>;
  onBroadcast(listener: (name: BroadcastName, payload: unknown) => void): void;
  change(over: Partial<AppState>): void;
  pay(payment: Payment): void;
  broadcast<Name extends BroadcastName>(name: Name, payload: Broadcasts[Name]): void;
}

const pretendedBackups: readonly Backup[] = [
  { name: '2026-11-24T07-05-00Z-daily', madeAt: '2026-11-24T07:05:00.000Z', reason: 'daily' },
  { name: '2026-11-23T07-02-00Z-daily', madeAt: '2026-11-23T07:02:00.000Z', reason: 'daily' },
  { name: '2026-11-20T12-00-00Z-before-update', madeAt: '2026-11-20T12:00:00.000Z', reason: 'before-update' },
];

const wellHealth: Health = {
  ...{ freeBytes: 48 * 1024 ** 3, clockAheadMs: 400, lastNotification: 'shown' },
};

/** The owner's, in a scene that has one. */
export const pretendedPin = '4321';

export function createPretendedCore(scene: Scene): PretendedCore {
  let { state, payments, deafPeriods } = scene;
  const technician = technicianScene(Date.now());
  const received: { name: string; argument: unknown }[] = [];
  const listeners = new Set<(name: BroadcastName, payload: unknown) => void>();

  const broadcast: PretendedCore['broadcast'] = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const change = (over: Partial<AppState>): void => {
    state = { ...state, ...over, revision: state.revision + 1 };
    broadcast('state', { ...state, today: shownTo(state.access, state.today) });
  };

  let rightPin = state.access.kind === 'open' ? null : pretendedPin;
  const refuse = (code: CommandError): never => {
    throw new CommandFailure(code, commandTexts[state.settings.language][code]);
  };
  const enter = (pin: string | null, access: Access): void => {
    if (rightPin !== null && pin !== rightPin) refuse('pin-wrong');
    change({ access });
  };

  const histories = new Map<string, readonly ClaimDeed[]>();
  const known = (id: string): Payment =>
    payments.find((payment) => payment.id === id) ?? refuse('payment-unknown');
  const claim = (id: string, deed: ClaimDeed): Payment => {
    histories.set(id, [...(histories.get(id) ?? []), deed]);
    const payment = {
      ...known(id),
      claim: deed.kind === 'handed-over' ? { by: deed.by, at: deed.at } : null,
    };
    payments = payments.map((other) => (other.id === id ? payment : other));
    broadcast('payment', { payment, duplicate: true });
    return payment;
  };

  const handlers: { readonly [Name in CommandName]: (argument: Argument<Name>) => unknown } = {
    getState: () => ({ ...state, today: shownTo(state.access, state.today) }),
    unlock: ({ pin }) => enter(pin, { kind: 'unlocked' }),
    lock: () => change({ access: { kind: 'locked', retryAt: null } }),
    setPin: (given) => {
      enter(given.current, { kind: 'unlocked' });
      rightPin = given.pin;
    },
    removePin: ({ current }) => {
      enter(current, { kind: 'open' });
      rightPin = null;
    },
    listRefusals: () => scene.refusals,
    listPayments: (query) => pageOf(payments, query),
    getPayment: ({ id }) => {
      const payment = payments.find((one) => one.id === id);
      return payment === undefined ? null : detailOf(payment, histories.get(id) ?? []);
    },
    getDay: ({ day }) => reportOf(payments, [], [day]).days[0],
    getReport: ({ from, to }) => reportOf(payments, scene.deafPeriods, daysBetween(from, to)),
    didHePay: ({ said }) => {
      const clue = parseClue(said);
      const { openingHours, country } = state.settings;
      const shop = { openingHours, utcOffsetMinutes: utcOffsetMinutes[country], now: Date.now() };
      return clue === null ? null : answerPaid({ clue, payments, deafPeriods, ...shop });
    },
    handOver: ({ id, by }) => {
      if (known(id).claim !== null) refuse('already-handed-over');
      return claim(id, { kind: 'handed-over', by, at: new Date().toISOString() });
    },
    takeBack: ({ id, by }) => claim(id, { kind: 'taken-back', by, at: new Date().toISOString() }),
    changeSettings: (settings) => change({ settings: { ...state.settings, ...settings } }),
    saveAuthtoken: () => {
      const since = new Date().toISOString();
      change({
        settings: { ...state.settings, authtoken: 'stored' },
        tunnel: { kind: 'online', url: 'https://loyal-hen-awake.ngrok-free.dev', since },
        hearing: { kind: 'listening', since },
      });
    },
    sendTestPayment: () => {
      change({ lastAuthenticatedAt: { ...state.lastAuthenticatedAt, sandbox: new Date().toISOString() } });
      return { status: 200, tries: 1, through: publicUrlOf(state.tunnel) === null ? 'loopback' : 'tunnel' };
    },
    markPaymentsSeen: () => change({ unseen: 0 }),
    dismissNotice: ({ kind }) => change({ notices: state.notices.filter((notice) => notice.kind !== kind) }),
    pauseSounds: ({ pause }) =>
      change({
        settings: {
          ...state.settings,
          soundsPausedUntil: pause === null ? null : new Date(Date.now() + 15 * 60_000).toISOString(),
        },
      }),
    ...pretendedDays({ payments: () => payments, deafPeriods: () => deafPeriods, refuse, change }),
    installUpdate: ({ when }) => {
      if (state.updates.kind === 'ready') change({ updates: { ...state.updates, wish: when } });
      return null;
    },
    replayLast: () => null,
    tryBell: () => null,
    getTechnicianReport: () => technician.report,
    getCall: ({ id }) => {
      const call = technician.report.calls.find((heard) => heard.id === id);
      return call === undefined ? null : { ...call, ...technician.inFull };
    },
    replayCall: () => ({ event: payments[0] ?? null }),
    copyCall: () => null,
    checkLedger: () => null,
    prepareSearch: () => null,
    regenerateHashSecret: () => null,
    saveHashSecret: () => null,
    saveApiKeys: ({ mode, keys }) => {
      const others = state.verification.keys.filter((key) => key !== mode);
      change({ verification: { ...state.verification, keys: keys === null ? others : [...others, mode] } });
    },
    addPayment: ({ transactionId, amountXof, by }) => {
      const known = payments.find((payment) => payment.transactionId === transactionId);
      if (known !== undefined) return { payment: known, known: true };
      const at = new Date().toISOString();
      const payment = paymentAt(Date.now(), 0, {
        ...{ transactionId, amountXof: amountXof ?? refuse('amount-needed'), account: null, method: null },
        ...{ status: 'check', doubts: ['typed-by-hand'], deliveries: 0, found: { how: 'typed', by, at } },
      });
      payments = [payment, ...payments];
      broadcast('payment', { payment, duplicate: true });
      return { payment, known: false };
    },
    previewImport: () => refuse('file-unreadable'),
    importPayments: () => refuse('file-unreadable'),
    copyToClipboard: () => null,
    getHealth: () => scene.health ?? wellHealth,
    saveDiagnostics: () => ({ kind: 'saved', file: 'comptoir-diagnostic-2026-11-24-10-05.zip' }),
    showLogFolder: () => null,
    listBackups: () => pretendedBackups,
    previewBackup: ({ name }) => ({
      backup: pretendedBackups.find((backup) => backup.name === name) ?? pretendedBackups[0],
      ...{ payments: 1_204, paymentsNow: 1_251, damaged: 0, lastPaymentAt: '2026-11-23T18:40:00.000Z' },
    }),
    copyBackupOut: () => 'Comptoir-2026-11-24T08-00-00Z-by-hand',
    bringBackup: () => pretendedBackups[1],
    restoreBackup: () => 'restarting',
    retryTunnel: () => null,
    saveCloudflareToken: () => null,
    listDeafPeriods: ({ after, until }) =>
      deafPeriods.filter(({ from }) => (after === null || from > after) && (until === null || from <= until)),
    markDeafPeriodsChecked({ ids, by }) {
      const check = (period: DeafPeriod): DeafPeriod =>
        ids.includes(period.id) ? { ...period, checked: { by, at: new Date().toISOString() } } : period;
      deafPeriods = deafPeriods.map(check);
      change({ deafToday: state.deafToday.map(check) });
    },
  };
  const carryOut = (name: CommandName, argument: unknown): Reply<unknown> => {
    received.push({ name, argument });
    try {
      if (commands[name].givenBy !== 'helper' && state.access.kind === 'locked') refuse('locked');
      return { ok: true, value: handlers[name](argument as never) ?? null };
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      return { ok: false, code: error.code, message: error.message };
    }
  };

  return {
    received,
    carryOut,
    onBroadcast: (listener) => void listeners.add(listener),
    change,
    pay: (payment) => {
      payments = [payment, ...payments];
      broadcast('payment', { payment, duplicate: false });
      change({ unseen: state.unseen + 1 });
    },
    broadcast,
    bridge: {
      transport: 'electron',
      invoke: (name, argument) => Promise.resolve(carryOut(name, argument) as never), // typed by the table
      on(name, listener) {
        const mine = (told: BroadcastName, payload: unknown): void => {
          if (told === name) listener(payload as never); // the name tells the payload's type
        };
        listeners.add(mine);
        return () => void listeners.delete(mine);
      },
    },
  };
}

function detailOf(payment: Payment, claimHistory: readonly ClaimDeed[]): PaymentDetail {
  const { transactionId, event, amountXof: amount, method, account } = payment;
  const body = {
    transactionId,
    isPaymentSucces: payment.status === 'success',
    event,
    amount,
    method,
    account,
  };
  const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': '****' };
  return { ...payment, claimHistory, call: { body: { text: JSON.stringify(body) }, headers } };
}

function reportOf(
  payments: readonly Payment[],
  deafPeriods: readonly DeafPeriod[],
  days: readonly Day[],
): Report {
  const on = (day: Day): readonly Payment[] =>
    payments.filter(({ receivedAt, mode }) => receivedAt.startsWith(day) && mode === 'live');
  const summaries = days.map((day): DaySummary => {
    const received = on(day).filter(({ status }) => status === 'success');
    const count = (status: PaymentStatus): number => on(day).filter((one) => one.status === status).length;
    return {
      ...emptyDay(day),
      successCount: received.length,
      totalXof: received.reduce((sum, { amountXof }) => sum + (amountXof ?? 0), 0),
      failedCount: count('failed'),
      checkCount: count('check'),
    };
  });
  const { add, report } = createReport({ days: summaries, deafPeriods, utcOffsetMinutes: 60 });
  for (const day of days) for (const payment of on(day)) add(payment, day);
  return report();
}

function pageOf(
  payments: readonly Payment[],
  { after, limit, status, mode, text }: PaymentQuery,
): PaymentPage {
  const start = after === undefined ? 0 : Number(after);
  const isWide = status === undefined && mode === undefined && text === undefined;
  const found = isWide
    ? payments
    : payments.filter(
        (payment) =>
          (status === undefined || status === 'all' || payment.status === status) &&
          (mode === undefined || payment.mode === mode) &&
          (text === undefined || String(payment.amountXof).includes(text)),
      );
  const end = start + limit;
  return { payments: found.slice(start, end), next: end < found.length ? String(end) : null };
}
