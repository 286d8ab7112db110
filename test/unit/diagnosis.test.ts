import { describe, expect, it } from 'vitest';
import {
  checkNames,
  diagnose,
  firstToLookAt,
  type Check,
  type CheckName,
  type DiagnosisFacts,
} from '../../src/shared/diagnosis/diagnosis';
import type { Refusal } from '../../src/shared/diagnosis/refusal';
import { shopSettings } from '../support/shop-settings';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
const megabyte = 1024 * 1024;

const wellFacts: DiagnosisFacts = {
  ...{ now, utcOffsetMinutes: 60, settings: shopSettings, hashSecret: 'stored', refusals: [] },
  ...{ addressChange: null, lastAuthenticatedAt: ago(5), soundHeldBack: false },
  health: { freeBytes: 9_000 * megabyte, clockAheadMs: 900, lastNotification: 'shown' },
  receiver: { kind: 'listening', port: 4242 },
  isLedAstray: false,
  ledger: { kind: 'ready' },
  tunnel: { kind: 'online', url: 'https://a-b.ngrok-free.dev', since: ago(60) },
  traffic: { month: '2026-11', requests: 4_000, quota: 20_000 },
};
const refusal: Refusal = {
  ...{ reason: 'secret-wrong', mode: 'live', httpStatus: 401, at: ago(3), lastAt: ago(2), count: 5 },
  diagnosis: 'different',
};
const withSettings = (over: Partial<DiagnosisFacts['settings']>): Partial<DiagnosisFacts> => ({
  settings: { ...shopSettings, ...over },
});
const withHealth = (over: Partial<NonNullable<DiagnosisFacts['health']>>): Partial<DiagnosisFacts> => ({
  health: { freeBytes: 9_000 * megabyte, clockAheadMs: 0, lastNotification: 'shown', ...over },
});

function checkOf(name: CheckName, over: Partial<DiagnosisFacts>): Check | undefined {
  return diagnose({ ...wellFacts, ...over }).find((check) => check.name === name);
}

describe('a counter that is well', () => {
  it('is told so by every check, and nothing is to be done first', () => {
    const checks = diagnose(wellFacts);
    expect(checks.map(({ name, state }) => [name, state])).toEqual(checkNames.map((name) => [name, 'good']));
    expect(firstToLookAt(checks)).toBeNull();
  });
});

describe('each check', () => {
  it.each<[CheckName, string, string, Partial<DiagnosisFacts>]>([
    ['program', 'look', 'port-taken', { receiver: { kind: 'failed', reason: 'port-taken' } }],
    ['program', 'look', 'port-taken', { isLedAstray: true }],
    ['program', 'unknown', 'program-starting', { receiver: { kind: 'starting' } }],
    ['disk', 'look', 'disk-refuses', { ledger: { kind: 'refusing', reason: 'disk-full' } }],
    ['disk', 'look', 'disk-almost-full', withHealth({ freeBytes: 199 * megabyte })],
    ['disk', 'good', 'disk-free', withHealth({ freeBytes: 200 * megabyte })],
    ['disk', 'unknown', 'disk-unknown', withHealth({ freeBytes: null })],
    ['disk', 'unknown', 'disk-unknown', { health: null }],
    ['tunnel', 'look', 'tunnel', { tunnel: { kind: 'off' } }],
    ['tunnel', 'look', 'tunnel', { tunnel: { kind: 'token-missing' } }],
    ['tunnel', 'look', 'tunnel', { tunnel: { kind: 'refused', code: null, advice: 'verify-email' } }],
    ['tunnel', 'unknown', 'tunnel', { tunnel: { kind: 'connecting', attempt: 1 } }],
    ['tunnel', 'unknown', 'tunnel', { tunnel: { kind: 'proving', url: 'https://a.b' } }],
    ['quota', 'look', 'quota-near', { traffic: { month: '2026-11', requests: 16_000, quota: 20_000 } }],
    ['quota', 'look', 'quota-spent', { traffic: { month: '2026-11', requests: 20_000, quota: 20_000 } }],
    ['quota', 'good', 'quota-none', { traffic: null }],
    ['secret', 'look', 'secret-absent', { hashSecret: 'absent' }],
    [
      'secret',
      'look',
      'address-changed',
      { addressChange: { pasted: 'https://a.b', present: 'https://c.d' } },
    ],
    ['secret', 'look', 'secret-refused', { refusals: [refusal] }],
    ['secret', 'look', 'secret-refused', { refusals: [refusal], lastAuthenticatedAt: null }],
    // KKiaPay was heard since: the mistake is mended.
    ['secret', 'good', 'called', { refusals: [refusal], lastAuthenticatedAt: ago(1) }],
    // A robot that knocks anywhere, a test's secret, and the day before yesterday say nothing.
    ['secret', 'good', 'called', { refusals: [{ ...refusal, reason: 'unknown-path', mode: null }] }],
    ['secret', 'good', 'called', { refusals: [{ ...refusal, mode: 'sandbox' }] }],
    [
      'secret',
      'unknown',
      'never-called',
      { refusals: [{ ...refusal, lastAt: ago(2_900) }], lastAuthenticatedAt: null },
    ],
    ['sound', 'look', 'sound-off', withSettings({ sound: false })],
    ['sound', 'look', 'sound-paused', withSettings({ soundsPausedUntil: ago(-1) })],
    ['sound', 'good', 'sound-on', withSettings({ soundsPausedUntil: ago(1) })],
    ['sound', 'look', 'volume-low', withSettings({ volume: 20 })],
    ['sound', 'look', 'sound-held-back', { soundHeldBack: true }],
    ['notifications', 'good', 'notifications-off', withSettings({ notifications: false })],
    ['notifications', 'unknown', 'notifications-untried', withHealth({ lastNotification: null })],
    ['notifications', 'look', 'notifications-not-shown', withHealth({ lastNotification: 'not-shown' })],
    ['clock', 'look', 'clock-ahead', withHealth({ clockAheadMs: 7 * 60_000 })],
    ['clock', 'look', 'clock-behind', withHealth({ clockAheadMs: -7 * 60_000 })],
    ['clock', 'good', 'clock-right', withHealth({ clockAheadMs: -2 * 60_000 })],
    ['clock', 'unknown', 'clock-unknown', withHealth({ clockAheadMs: null })],
    ['clock', 'look', 'clock-impossible', { ...withHealth({ clockAheadMs: null }), now: 0 }],
    ['hours', 'good', 'hours-open', withSettings({ openingHours: { opensAt: '13:00', closesAt: '18:00' } })],
    // 12:00 UTC is 13:00 in Cotonou.
    [
      'hours',
      'good',
      'hours-closed',
      withSettings({ openingHours: { opensAt: '08:00', closesAt: '13:00' } }),
    ],
    ['hours', 'good', 'hours-none', withSettings({ openingHours: null })],
  ])('%s: %s, %s', (name, state, kind, over) => {
    expect(checkOf(name, over)).toMatchObject({ state, finding: { kind } });
  });

  it('says how much', () => {
    expect(checkOf('clock', withHealth({ clockAheadMs: -7 * 60_000 }))?.finding).toEqual({
      kind: 'clock-behind',
      count: 7,
    });
    expect(checkOf('secret', { refusals: [{ ...refusal, lastAt: ago(4) }, refusal] })?.finding).toEqual({
      kind: 'secret-refused',
      at: ago(2),
    });
  });
});

describe('the first thing to do', () => {
  it('is the cause that silences the bell, before any smaller one', () => {
    const facts = { ...wellFacts, ...withSettings({ sound: false }), refusals: [refusal] };
    expect(firstToLookAt(diagnose(facts))?.name).toBe('secret');
    expect(firstToLookAt(diagnose({ ...facts, tunnel: { kind: 'off' } }))?.name).toBe('tunnel');
    const refusing = { kind: 'refusing', reason: 'disk-full' } as const;
    expect(firstToLookAt(diagnose({ ...facts, ledger: refusing, tunnel: { kind: 'off' } }))?.name).toBe(
      'disk',
    );
  });

  it('is not what can wait while something else silences the bell', () => {
    const warned = { ...withHealth({ freeBytes: 5 * megabyte, clockAheadMs: -9e6 }) };
    const quiet = withSettings({ sound: false });
    expect(firstToLookAt(diagnose({ ...wellFacts, ...warned, ...quiet }))?.name).toBe('sound');
    expect(firstToLookAt(diagnose({ ...wellFacts, ...warned }))?.name).toBe('disk');
  });

  it('of a quota that is spent is told where the tunnel says so', () => {
    const reason = 'quota-spent' as const;
    const tunnel = { kind: 'retrying', attempt: 1, nextAttemptAt: ago(-1), reason, code: null } as const;
    expect(checkOf('quota', { tunnel, traffic: null })).toMatchObject({ state: 'look' });
    expect(firstToLookAt(diagnose({ ...wellFacts, tunnel }))?.name).toBe('tunnel');
  });
});
