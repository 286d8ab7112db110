import { beforeEach, describe, expect, it } from 'vitest';
import { createOffline, type Offline } from '../../src/core/announce/offline';
import type { Announcement } from '../../src/shared/voice/announcement';
import type { OpeningHours } from '../../src/shared/silence/opening-hours';
import { shopSettings } from '../support/shop-settings';
import { fakeClock, type FakeClock } from '../support/fake-clock';

/** 10:00 in Porto-Novo. */
const start = '2026-11-23T09:00:00.000Z';
const dayHours: OpeningHours = { opensAt: '08:00', closesAt: '22:00' };
const deaf = { kind: 'deaf', since: start, cause: 'tunnel-down' } as const;
const listening = { kind: 'listening', since: start } as const;
const minute = 60_000;
const hour = 60 * minute;

let clock: FakeClock;
let told: Announcement[];
let offline: Offline;
let openingHours: OpeningHours | null;

function begin(at = start): void {
  clock = fakeClock(Date.parse(at));
  told = [];
  openingHours = dayHours;
  offline = createOffline({
    clock,
    now: () => clock.now(),
    settings: () => ({ ...shopSettings, language: 'fr', country: 'BJ', openingHours }),
    onAnnouncement: (said) => told.push(said),
  });
}
beforeEach(() => begin());
const sounds = (): readonly string[] => told.map(({ sound }) => sound);

describe('a provider that is not heard', () => {
  it('is said once, aloud and in words with a next step, and so is the end', () => {
    offline.follow(deaf);
    clock.advance(minute - 1);
    expect(told).toEqual([]);
    clock.advance(5 * hour);
    offline.follow({ ...deaf, cause: 'self-test-failed' });
    clock.advance(hour);
    expect(told).toMatchObject([
      {
        sound: 'cut-off',
        title: 'Les paiements ne sonnent plus',
        spoken: { kind: 'cut-off' },
        paymentId: null,
      },
    ]);
    expect(told[0]?.body).toContain('Depuis 10:00 : pas de liaison internet.');

    offline.follow(listening);
    clock.advance(hour);
    expect(sounds()).toEqual(['cut-off', 'heard-again']);
    expect(told[1]?.body).toContain('Hors ligne de 10:00 à 16:00');
  });

  it('is not said where it is heard again before anybody would notice', () => {
    for (let flaps = 0; flaps < 10; flaps += 1) {
      offline.follow(deaf);
      clock.advance(minute / 2);
      offline.follow(listening);
      clock.advance(minute / 2);
    }
    expect(told).toEqual([]);
  });

  it('is one cut, however often the link comes back for a moment', () => {
    offline.follow(deaf);
    clock.advance(2 * minute);
    for (let flaps = 0; flaps < 10; flaps += 1) {
      offline.follow(listening);
      clock.advance(2_000);
      offline.follow(deaf);
      clock.advance(2 * minute);
    }
    expect(sounds()).toEqual(['cut-off']);
  });

  it('keeps quiet at night, and is said after the shop has opened', () => {
    begin('2026-11-23T22:00:00.000Z');
    offline.follow({ ...deaf, since: '2026-11-23T22:00:00.000Z' });
    clock.advance(9 * hour); // 08:00
    expect(told).toEqual([]);
    clock.advance(minute);
    expect(sounds()).toEqual(['cut-off']);
  });

  it('ends quietly at night too, and only where its beginning was said', () => {
    begin('2026-11-23T20:55:00.000Z'); // 21:55
    offline.follow(deaf);
    clock.advance(2 * minute);
    expect(sounds()).toEqual(['cut-off']);
    clock.advance(hour);
    offline.follow(listening);
    clock.advance(hour);
    expect(sounds()).toEqual(['cut-off']);
    clock.advance(9 * hour);
    expect(sounds()).toEqual(['cut-off', 'heard-again']);
    expect(told[1]?.body).toContain('à 22:57');
  });

  it('follows hours that are changed while it waits', () => {
    begin('2026-11-23T22:00:00.000Z');
    offline.follow(deaf);
    openingHours = { opensAt: '12:00', closesAt: '22:00' };
    clock.advance(10 * hour);
    expect(told).toEqual([]);
    clock.advance(4 * hour);
    expect(sounds()).toEqual(['cut-off']);
  });

  it('is given more time where nobody said when the shop is open', () => {
    openingHours = null;
    offline.follow(deaf);
    clock.advance(2 * minute);
    expect(told).toEqual([]);
    clock.advance(minute);
    expect(sounds()).toEqual(['cut-off']);
  });

  it('is said too where it was never heard since the start', () => {
    offline.follow({ kind: 'starting' });
    offline.follow({ ...deaf, cause: 'ledger-refusing' });
    clock.advance(minute);
    expect(sounds()).toEqual(['cut-off']);
  });
});
