import type { Language } from '../../../src/shared/settings/preferences';
import { settingsSections } from '../../../renderer/state/view';
import {
  busyScene,
  firstRunScene,
  historyScene,
  troubledScene,
  type Scene,
} from '../../support/window/scenes';

/** Tuesday morning at ten, shop time: every picture is of this one day. */
export const shopTime = Date.parse('2026-11-24T09:00:00Z');

/** A screen of the window with something to see on it. */
export interface Place {
  readonly name: string;
  /** The part of the address behind #. */
  readonly fragment: string;
  readonly scene: (language: Language, now: number) => Scene;
}

const notConnected = (language: Language, now: number): Scene => {
  const scene = firstRunScene(language, now);
  return { ...scene, settings: { ...scene.settings, setUp: true } };
};
const addressChanged = (language: Language, now: number): Scene => {
  const scene = busyScene(language, now);
  const change = {
    pasted: 'https://old-hen.ngrok-free.dev',
    present: 'https://loyal-hen-awake.ngrok-free.dev',
  };
  const traffic = { month: '2026-11', requests: 16_412, quota: 20_000 };
  return { ...scene, outside: { ...scene.outside, addressChange: change, traffic } };
};
const toCheck = (language: Language, now: number): Scene => {
  const scene = busyScene(language, now);
  return { ...scene, payments: scene.payments.slice(5) };
};

const inDoubt = (language: Language, now: number): Scene => {
  const scene = historyScene(language, now);
  const at = new Date(now - 60_000).toISOString();
  const verification = { kind: 'disputed', at, difference: 'failed-after-success' } as const;
  const payments = scene.payments.map((payment) =>
    payment.id === 'older-5' ? { ...payment, verification } : payment,
  );
  return { ...scene, payments };
};

const locked = (language: Language, now: number): Scene => ({ ...busyScene(language, now), isLocked: true });

const wrongClock = (language: Language, now: number): Scene => ({
  ...busyScene(language, now),
  health: { freeBytes: 120 * 1024 ** 2, clockAheadMs: -47 * 60_000, lastNotification: null },
});

export const places: readonly Place[] = [
  { name: 'counter', fragment: '/', scene: busyScene },
  { name: 'counter-waiting', fragment: '/', scene: notConnected },
  { name: 'counter-deaf', fragment: '/', scene: troubledScene },
  { name: 'counter-address-changed', fragment: '/', scene: addressChanged },
  { name: 'counter-to-check', fragment: '/', scene: toCheck },
  { name: 'set-up-1-address', fragment: '/setup/1', scene: firstRunScene },
  { name: 'set-up-1-online', fragment: '/setup/1', scene: busyScene },
  { name: 'set-up-2-kkiapay', fragment: '/setup/2', scene: busyScene },
  { name: 'set-up-3-waiting', fragment: '/setup/3', scene: firstRunScene },
  { name: 'set-up-3-heard', fragment: '/setup/3', scene: busyScene },
  { name: 'payments', fragment: '/payments', scene: historyScene },
  { name: 'payments-deaf', fragment: '/payments', scene: troubledScene },
  { name: 'payment-detail', fragment: '/payments/older-5', scene: historyScene },
  { name: 'payment-in-doubt', fragment: '/payments/older-5', scene: inDoubt },
  { name: 'report-month', fragment: '/report/2026-11', scene: historyScene },
  { name: 'receipt', fragment: '/receipt/older-6', scene: historyScene },
  { name: 'receipt-check', fragment: '/verify', scene: locked },
  { name: 'day', fragment: '/report', scene: historyScene },
  { name: 'export', fragment: '/export', scene: historyScene },
  { name: 'privacy', fragment: '/privacy', scene: busyScene },
  { name: 'recovery', fragment: '/recovery', scene: busyScene },
  { name: 'settings-locked', fragment: '/settings', scene: locked },
  { name: 'refusals', fragment: '/refusals', scene: troubledScene },
  { name: 'settings', fragment: '/settings', scene: busyScene },
  { name: 'move-away', fragment: '/move-away', scene: busyScene },
  { name: 'move-here', fragment: '/move-here', scene: firstRunScene },
  { name: 'diagnosis', fragment: '/diagnosis', scene: busyScene },
  { name: 'diagnosis-deaf', fragment: '/diagnosis', scene: troubledScene },
  { name: 'diagnosis-to-look-at', fragment: '/diagnosis', scene: wrongClock },
  { name: 'voice', fragment: '/voice', scene: busyScene },
  { name: 'technician', fragment: '/technician', scene: busyScene },
];

const atTheRelay = (language: Language, now: number): Scene => {
  const scene = troubledScene(language, now);
  const origin = 'https://relais.boutique.bj';
  const counters = [1, 2, 3].map((number) => ({ number, isHere: number === 1, isHeard: number !== 3 }));
  const since = new Date(now - 3_600_000).toISOString();
  const relay = { kind: 'collecting', origin, since, behind: 0, isCalled: false, counters } as const;
  const addressChange = { pasted: 'https://loyal-hen-awake.ngrok-free.dev', present: origin };
  const refusals = scene.refusals.map((refusal) => ({ ...refusal, through: 'relay' as const }));
  return { ...scene, refusals, outside: { ...scene.outside, relay, addressChange } };
};

/** One section of the settings each, and what a relay adds; no picture is kept of them. */
export const settingsPlaces: readonly Place[] = [
  ...settingsSections.map((section) => ({
    ...{ name: `settings-${section}`, fragment: `/settings/${section}`, scene: busyScene },
  })),
  { name: 'settings-relay-joined', fragment: '/settings/relay', scene: atTheRelay },
  { name: 'technician-relay', fragment: '/technician', scene: atTheRelay },
  { name: 'set-up-relay', fragment: '/setup/2', scene: atTheRelay },
];
