import { describe, expect, it } from 'vitest';
import { initialState, webhookUrlsOf, type AppState } from '../../src/shared/state/app-state';
import type { Fact } from '../../src/shared/state/fact';
import { reduce } from '../../src/shared/state/reduce';
import type { RelayState } from '../../src/shared/state/relay-state';
import { shopSettings as settings } from '../support/shop-settings';

const noon = '2026-11-23T12:00:00.000Z';
const later = '2026-11-23T12:05:00.000Z';
/** A silent link shows some seconds late. */
const lastHeard = '2026-11-23T12:04:48.000Z';
const url = 'https://shop.ngrok-free.app';

function after(...facts: Fact[]): AppState {
  return facts.reduce((state, fact) => reduce(state, fact, noon), initialState(settings, '2026-11-23'));
}

const heard: Fact[] = [
  { kind: 'ledger-changed', ledger: { kind: 'ready' } },
  { kind: 'paths-known', paths: { live: '/kkiapay/abc', sandbox: '/kkiapay/def' } },
  { kind: 'receiver-changed', receiver: { kind: 'listening', port: 4242 } },
];
const online: Fact = { kind: 'tunnel-changed', tunnel: { kind: 'online', url, since: noon }, heardAt: noon };
const retrying: Fact = {
  kind: 'tunnel-changed',
  tunnel: { kind: 'retrying', attempt: 1, nextAttemptAt: later, reason: 'network', code: null },
  heardAt: lastHeard,
};

describe('hearing', () => {
  it('is not claimed before receiver, ledger and tunnel are all there', () => {
    expect(after().hearing).toEqual({ kind: 'starting' });
    expect(after(...heard).hearing).toEqual({ kind: 'starting' });
    expect(after(...heard, { ...online, tunnel: { kind: 'proving', url } }).hearing).toEqual({
      kind: 'starting',
    });
    expect(after(...heard, online).hearing).toEqual({ kind: 'listening', since: noon });
  });

  it('is local only where no tunnel is set up', () => {
    expect(
      after(...heard, { kind: 'tunnel-changed', tunnel: { kind: 'off' }, heardAt: null }).hearing,
    ).toEqual({
      kind: 'local-only',
    });
  });

  it('is deaf since it was last heard, whatever is tried meanwhile, until it listens again', () => {
    const lost = reduce(after(...heard, online), retrying, later);
    expect(lost.hearing).toEqual({ kind: 'deaf', since: lastHeard, cause: 'tunnel-down' });
    const trying = reduce(
      lost,
      { kind: 'tunnel-changed', tunnel: { kind: 'connecting', attempt: 2 }, heardAt: noon },
      noon,
    );
    expect(trying.hearing).toEqual({ kind: 'deaf', since: lastHeard, cause: 'tunnel-down' });
    expect(reduce(trying, online, later).hearing).toEqual({ kind: 'listening', since: later });
  });

  it('is deaf while the ledger refuses, even with the tunnel up', () => {
    const state = after(...heard, online, {
      kind: 'ledger-changed',
      ledger: { kind: 'refusing', reason: 'disk-full' },
    });
    expect(state.hearing).toEqual({ kind: 'deaf', since: noon, cause: 'ledger-refusing' });
  });
});

describe('hearing through a relay', () => {
  const origin = 'https://relay.test';
  const collecting = { kind: 'collecting', origin, since: noon, behind: 0, isCalled: true } as const;
  const relayed = (relay: RelayState): Fact => ({ kind: 'relay-changed', relay });
  const silent = (isCalled: boolean): Fact => relayed({ kind: 'late', origin, since: noon, isCalled });

  it('is late, not deaf, where a provider has called there: what is paid waits', () => {
    const late = reduce(after(...heard, relayed(collecting)), silent(true), later);
    expect(late.hearing).toEqual({ kind: 'late', since: later });
    expect(reduce(late, { kind: 'payments-seen' }, later).hearing).toEqual(late.hearing);
    expect(reduce(late, relayed({ kind: 'connecting', origin }), noon).hearing).toEqual(late.hearing);
    expect(reduce(late, relayed(collecting), noon).hearing.kind).toBe('listening');
  });

  it('is deaf where nothing says that the relay hears, or it knows this counter no more', () => {
    const at = after(...heard, relayed(collecting));
    expect(reduce(at, silent(false), later).hearing).toMatchObject({ kind: 'deaf', cause: 'relay-silent' });
    const refused = reduce(reduce(at, silent(true), later), relayed({ kind: 'refused', origin }), noon);
    expect(refused.hearing).toEqual({ kind: 'deaf', since: later, cause: 'relay-silent' });
  });

  it('is deaf where the disk takes nothing, whatever waits at the relay', () => {
    const full: Fact = { kind: 'ledger-changed', ledger: { kind: 'refusing', reason: 'disk-full' } };
    expect(after(...heard, relayed(collecting), silent(true), full).hearing).toMatchObject({
      ...{ kind: 'deaf', cause: 'ledger-refusing' },
    });
  });
});

describe('the state', () => {
  it('grows its revision with every change and only then', () => {
    const state = after(...heard);
    expect(reduce(state, { kind: 'payments-seen' }, noon)).toBe(state);
    expect(reduce(state, online, noon).revision).toBe(state.revision + 1);
  });

  it('gives the addresses as far as they are known', () => {
    expect(webhookUrlsOf(after(), 'live')).toEqual({ local: null, public: null });
    expect(webhookUrlsOf(after(...heard), 'sandbox')).toEqual({
      local: 'http://127.0.0.1:4242/kkiapay/def',
      public: null,
    });
    expect(webhookUrlsOf(after(...heard, online), 'live').public).toBe(
      'https://shop.ngrok-free.app/kkiapay/abc',
    );
  });

  it('tells a notice once and forgets it when dismissed', () => {
    const notice = { kind: 'settings-set-aside', file: 'settings.json.damaged' } as const;
    const state = after({ kind: 'noticed', notice }, { kind: 'noticed', notice });
    expect(state.notices).toEqual([notice]);
    expect(reduce(state, { kind: 'notice-dismissed', notice: 'settings-set-aside' }, noon).notices).toEqual(
      [],
    );
  });
});
