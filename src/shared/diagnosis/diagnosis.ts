import type { AddressChange, LedgerState, ReceiverState } from '../state/app-state';
import { untilOpen, type OpeningHours } from '../silence/opening-hours';
import type { Refusal, RefusalReason } from './refusal';
import type { SecretSource, SettingsSummary } from '../settings/settings';
import { isQuotaNear, type Traffic } from './traffic';
import { dayMs } from '../calendar';
import type { TunnelState } from '../state/tunnel';

/** Why it does not ring: one check for each thing that a payment needs before people hear of it. */

/** `unknown`: this computer cannot tell. */
export type CheckState = 'good' | 'look' | 'unknown';

export type Finding =
  | { readonly kind: PlainFinding }
  /** `count`: megabytes, percent or minutes, depending on the finding. */
  | { readonly kind: CountedFinding; readonly count: number }
  /** ISO instant. */
  | { readonly kind: DatedFinding; readonly at: string }
  | { readonly kind: 'hours-closed'; readonly opensAt: string }
  | { readonly kind: 'tunnel'; readonly tunnel: TunnelState };

export type PlainFinding =
  | 'program-starting'
  | 'program-listens'
  | 'port-taken'
  | 'disk-unknown'
  | 'disk-refuses'
  | 'quota-none'
  | 'quota-spent'
  | 'secret-absent'
  | 'address-changed'
  | 'never-called'
  | 'sound-off'
  | 'sound-held-back'
  | 'notifications-off'
  | 'notifications-untried'
  | 'notifications-shown'
  | 'notifications-not-shown'
  | 'clock-unknown'
  | 'clock-impossible'
  | 'clock-right'
  | 'hours-none'
  | 'hours-open';
export type CountedFinding =
  | 'disk-free'
  | 'disk-almost-full'
  | 'quota-used'
  | 'quota-near'
  | 'volume-low'
  | 'sound-on'
  | 'clock-ahead'
  | 'clock-behind';
export type DatedFinding = 'called' | 'secret-refused' | 'sound-paused';

/** In this order: when an earlier check fails, later ones do not matter yet. */
export const checkNames = [
  'program',
  'disk',
  'tunnel',
  'quota',
  'secret',
  'sound',
  'notifications',
  'clock',
  'hours',
] as const;
export type CheckName = (typeof checkNames)[number];

export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  readonly finding: Finding;
}

/** What only the core's own computer knows about itself and its clock. */
export interface Health {
  /** Free space on the ledger's disk; null: not known. */
  readonly freeBytes: number | null;
  /** How far this clock is ahead of another computer's; null: not compared yet. */
  readonly clockAheadMs: number | null;
  /** The last notification; null: none since the start. */
  readonly lastNotification: 'shown' | 'not-shown' | null;
}

export interface DiagnosisFacts {
  readonly now: number;
  readonly utcOffsetMinutes: number;
  /** Null where it could not be read. */
  readonly health: Health | null;
  readonly receiver: ReceiverState;
  /** The shop's own address leads to a port that another program has. */
  readonly isLedAstray: boolean;
  readonly ledger: LedgerState;
  readonly tunnel: TunnelState;
  readonly traffic: Traffic | null;
  readonly addressChange: AddressChange | null;
  readonly settings: Pick<
    SettingsSummary,
    'sound' | 'volume' | 'soundsPausedUntil' | 'notifications' | 'openingHours'
  >;
  /** Of real payments. The same holds for the next two. */
  readonly hashSecret: SecretSource;
  readonly lastAuthenticatedAt: string | null;
  readonly refusals: readonly Refusal[];
  /** The browser does not let this page make sounds yet. */
  readonly soundHeldBack: boolean;
}

/** Below this there is too little room for a day's payments, so no copy of the data may go below it. */
export const leastFreeBytes = 200 * 1024 * 1024;
/** How far a clock may be off before days and times of payments mislead. */
const tolerableMs = 2 * 60_000;
/** This program did not exist before: an earlier time means that the clock is wrong. */
const believableSince = Date.parse('2026-01-01T00:00:00Z');
const lowVolume = 30;
/** An older refusal says nothing about today. */
const refusalCountsMs = dayMs;
const ofTheSecret: ReadonlySet<RefusalReason> = new Set([
  'secret-missing',
  'secret-wrong',
  'secret-repeated',
  'no-secret-configured',
]);

export function diagnose(facts: DiagnosisFacts): readonly Check[] {
  const { health, settings, now } = facts;
  return [
    checkProgram(facts.receiver, facts.isLedAstray),
    checkDisk(health?.freeBytes ?? null, facts.ledger),
    checkTunnel(facts.tunnel),
    checkQuota(facts.traffic, facts.tunnel),
    checkSecret(facts),
    facts.soundHeldBack ? look('sound', { kind: 'sound-held-back' }) : checkSound(settings, now),
    checkNotifications(settings.notifications, health?.lastNotification ?? null),
    checkClock(now, health?.clockAheadMs ?? null),
    checkHours(settings.openingHours, now, facts.utcOffsetMinutes),
  ];
}

/** Worth a look, but the bell still rings. */
const canWait: ReadonlySet<Finding['kind']> = new Set([
  'disk-almost-full',
  'quota-near',
  'notifications-not-shown',
  'clock-impossible',
  'clock-ahead',
  'clock-behind',
]);

/** What to do first: the checks that silence the bell, then those that may. Null where every check is good. */
export function firstToLookAt(checks: readonly Check[]): Check | null {
  const toLookAt = checks.filter(({ state }) => state === 'look');
  return toLookAt.find(({ finding }) => !canWait.has(finding.kind)) ?? toLookAt[0] ?? null;
}

function checkProgram({ kind }: ReceiverState, isLedAstray: boolean): Check {
  switch (kind) {
    case 'listening':
      return isLedAstray
        ? look('program', { kind: 'port-taken' })
        : good('program', { kind: 'program-listens' });
    case 'starting':
      return unknown('program', { kind: 'program-starting' });
    case 'failed':
      return look('program', { kind: 'port-taken' });
  }
}

export function checkDisk(freeBytes: number | null, ledger: LedgerState | null): Check {
  if (ledger?.kind === 'refusing') return look('disk', { kind: 'disk-refuses' });
  if (freeBytes === null) return unknown('disk', { kind: 'disk-unknown' });
  const count = Math.floor(freeBytes / 1024 / 1024);
  return freeBytes < leastFreeBytes
    ? look('disk', { kind: 'disk-almost-full', count })
    : good('disk', { kind: 'disk-free', count });
}

function checkTunnel(tunnel: TunnelState): Check {
  const finding = { kind: 'tunnel', tunnel } as const;
  switch (tunnel.kind) {
    case 'online':
      return good('tunnel', finding);
    case 'connecting':
    case 'proving':
      return unknown('tunnel', finding);
    case 'off':
    case 'token-missing':
    case 'retrying':
    case 'refused':
      return look('tunnel', finding);
  }
}

function checkQuota(traffic: Traffic | null, tunnel: TunnelState): Check {
  const isRefused = tunnel.kind === 'retrying' && tunnel.reason === 'quota-spent';
  if (isRefused || (traffic !== null && traffic.requests >= traffic.quota))
    return look('quota', { kind: 'quota-spent' });
  if (traffic === null) return good('quota', { kind: 'quota-none' });
  const count = Math.floor((traffic.requests / traffic.quota) * 100);
  return isQuotaNear(traffic)
    ? look('quota', { kind: 'quota-near', count })
    : good('quota', { kind: 'quota-used', count });
}

function checkSecret(facts: DiagnosisFacts): Check {
  const { hashSecret, addressChange, lastAuthenticatedAt: calledAt, refusals, now } = facts;
  if (hashSecret === 'absent') return look('secret', { kind: 'secret-absent' });
  if (addressChange !== null) return look('secret', { kind: 'address-changed' });
  const refusedAt = refusals
    .filter(({ reason, mode }) => mode === 'live' && ofTheSecret.has(reason))
    .reduce((latest, { lastAt }) => (lastAt > latest ? lastAt : latest), '');
  const isOfToday = refusedAt !== '' && now - Date.parse(refusedAt) < refusalCountsMs;
  if (isOfToday && refusedAt > (calledAt ?? ''))
    return look('secret', { kind: 'secret-refused', at: refusedAt });
  return calledAt === null
    ? unknown('secret', { kind: 'never-called' })
    : good('secret', { kind: 'called', at: calledAt });
}

export function checkSound(
  { sound, volume, soundsPausedUntil }: Pick<SettingsSummary, 'sound' | 'volume' | 'soundsPausedUntil'>,
  now: number,
): Check {
  if (!sound) return look('sound', { kind: 'sound-off' });
  if (soundsPausedUntil !== null && now < Date.parse(soundsPausedUntil))
    return look('sound', { kind: 'sound-paused', at: soundsPausedUntil });
  return volume < lowVolume
    ? look('sound', { kind: 'volume-low', count: volume })
    : good('sound', { kind: 'sound-on', count: volume });
}

/** The bell rings without notifications, and a shop may switch them off on purpose. */
function checkNotifications(wanted: boolean, last: Health['lastNotification']): Check {
  if (!wanted) return good('notifications', { kind: 'notifications-off' });
  if (last === null) return unknown('notifications', { kind: 'notifications-untried' });
  return last === 'shown'
    ? good('notifications', { kind: 'notifications-shown' })
    : look('notifications', { kind: 'notifications-not-shown' });
}

export function checkClock(now: number, aheadMs: number | null): Check {
  if (aheadMs !== null && Math.abs(aheadMs) > tolerableMs) {
    const count = Math.round(Math.abs(aheadMs) / 60_000);
    return look('clock', { kind: aheadMs > 0 ? 'clock-ahead' : 'clock-behind', count });
  }
  if (now < believableSince) return look('clock', { kind: 'clock-impossible' });
  return aheadMs === null
    ? unknown('clock', { kind: 'clock-unknown' })
    : good('clock', { kind: 'clock-right' });
}

/** The bell rings outside opening hours too, so the hours alone never explain silence. */
function checkHours(hours: OpeningHours | null, now: number, utcOffsetMinutes: number): Check {
  if (hours === null) return good('hours', { kind: 'hours-none' });
  return untilOpen(hours, now, utcOffsetMinutes) === 0
    ? good('hours', { kind: 'hours-open' })
    : good('hours', { kind: 'hours-closed', opensAt: hours.opensAt });
}

function good(name: CheckName, finding: Finding): Check {
  return { name, state: 'good', finding };
}

function look(name: CheckName, finding: Finding): Check {
  return { name, state: 'look', finding };
}

function unknown(name: CheckName, finding: Finding): Check {
  return { name, state: 'unknown', finding };
}
