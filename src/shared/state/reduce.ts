import type { AppState } from './app-state';
import { endpointKey } from '../payment/endpoint';
import type { Fact } from './fact';
import type { DeafCause, Hearing } from '../silence/hearing';
import { relayOriginOf, type RelayState } from './relay-state';
import type { TunnelTrouble } from './tunnel';

/** The only transition of the app's state: a pure function of its arguments. */
export function reduce(state: AppState, fact: Fact, now: string): AppState {
  const next = step(state, fact);
  if (next === state) return state;
  // A dead link is noticed some seconds late: its last sign of life tells since when it is dead.
  const heardAt = fact.kind === 'tunnel-changed' && fact.heardAt !== null ? fact.heardAt : now;
  const lostAt = heardAt < now ? heardAt : now;
  return { ...next, hearing: hearingOf(next, state.hearing, now, lostAt), revision: state.revision + 1 };
}

function step(state: AppState, fact: Fact): AppState {
  switch (fact.kind) {
    case 'receiver-changed':
      return { ...state, receiver: fact.receiver };
    case 'paths-known':
      return { ...state, paths: fact.paths };
    case 'ledger-changed':
      return { ...state, ledger: fact.ledger };
    case 'tunnel-changed':
      return { ...state, tunnel: fact.tunnel };
    case 'relay-changed': {
      const isCalled = 'isCalled' in fact.relay ? fact.relay.isCalled : state.isAddressCalled;
      return { ...state, relay: fact.relay, isAddressCalled: isCalled };
    }
    case 'address-changed':
      return { ...state, addressChange: fact.change };
    case 'requests-counted':
      return { ...state, traffic: fact.traffic };
    case 'address-called':
      // With a relay, only the relay's address counts.
      return relayOriginOf(state.relay) !== null || state.isAddressCalled === fact.isCalled
        ? state
        : { ...state, isAddressCalled: fact.isCalled };
    case 'call-authenticated':
      return {
        ...state,
        lastAuthenticatedAt: { ...state.lastAuthenticatedAt, [endpointKey(fact.endpoint)]: fact.at },
      };
    case 'payment-recorded':
      return fact.duplicate ? state : { ...state, unseen: state.unseen + 1 };
    case 'verification-changed':
      return { ...state, verification: fact.verification };
    case 'payments-seen':
      return state.unseen === 0 ? state : { ...state, unseen: 0 };
    case 'today-changed':
      return { ...state, today: fact.today, deafToday: fact.deaf };
    case 'day-word-changed':
      return { ...state, dayWord: fact.word };
    case 'access-changed':
      return { ...state, access: fact.access };
    case 'call-refused':
      return { ...state, refusals: { sinceStart: state.refusals.sinceStart + 1, last: fact.refusal } };
    case 'knocks-changed':
      return { ...state, knocks: fact.knocks };
    case 'settings-changed':
      return { ...state, settings: fact.settings };
    case 'payment-changed':
    case 'deaf-period':
      return state;
    case 'export-progressed':
      return { ...state, exporting: fact.exporting };
    case 'import-progressed':
      return state.importing === fact.importing ? state : { ...state, importing: fact.importing };
    case 'updates-changed':
      return { ...state, updates: fact.updates };
    case 'screens-changed':
      return { ...state, screens: fact.screens };
    case 'noticed':
      return {
        ...state,
        notices: [...state.notices.filter((n) => n.kind !== fact.notice.kind), fact.notice],
      };
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice.kind !== fact.notice) };
  }
}

function hearingOf(state: AppState, before: Hearing, now: string, lostAt: string): Hearing {
  const deaf = (cause: DeafCause): Hearing =>
    before.kind === 'deaf' && before.cause === cause
      ? before
      : { kind: 'deaf', since: since(before, now, lostAt), cause };
  if (state.receiver.kind === 'failed') return deaf('receiver-down');
  if (state.ledger.kind === 'refusing') return deaf('ledger-refusing');
  if (state.receiver.kind === 'starting' || state.ledger.kind === 'opening') return { kind: 'starting' };
  const throughRelay = hearingThrough(state.relay, before, { now, lostAt });
  // Until a provider calls the relay, it may still call the tunnel.
  if (throughRelay !== null && (state.tunnel.kind !== 'online' || state.isAddressCalled))
    return throughRelay === 'silent' ? deaf('relay-silent') : throughRelay;
  switch (state.tunnel.kind) {
    case 'off':
    case 'token-missing':
      return { kind: 'local-only' };
    case 'online':
      return before.kind === 'listening' ? before : { kind: 'listening', since: now };
    case 'connecting':
    case 'proving':
      return before.kind === 'deaf' || before.kind === 'late' || before.kind === 'listening'
        ? deaf('tunnel-down')
        : { kind: 'starting' };
    case 'retrying':
      return deaf(unheard.has(state.tunnel.reason) ? 'self-test-failed' : 'tunnel-down');
    case 'refused':
      return deaf('tunnel-down');
  }
}

/** Null where there is no relay. */
function hearingThrough(
  relay: RelayState,
  before: Hearing,
  { now, lostAt }: { readonly now: string; readonly lostAt: string },
): Hearing | 'silent' | null {
  switch (relay.kind) {
    case 'off':
    case 'leaving':
      return null;
    case 'collecting':
      return before.kind === 'listening' ? before : { kind: 'listening', since: now };
    case 'connecting':
      if (before.kind === 'late') return before;
      return before.kind === 'deaf' || before.kind === 'listening' ? 'silent' : { kind: 'starting' };
    case 'late':
      // A provider has never called there, so nothing proves that it hears.
      if (!relay.isCalled) return 'silent';
      return before.kind === 'late' ? before : { kind: 'late', since: since(before, now, lostAt) };
    case 'refused':
      return 'silent';
  }
}

/** The link is up, but the test from the internet fails. */
const unheard: ReadonlySet<TunnelTrouble> = new Set(['self-test-failed', 'quota-spent']);

function since(before: Hearing, now: string, lostAt: string): string {
  switch (before.kind) {
    case 'deaf':
    case 'late':
      return before.since;
    case 'listening':
      return lostAt > before.since ? lostAt : before.since;
    default:
      return now;
  }
}
