import { describe, expect, it } from 'vitest';
import { createCoverPeriods } from '../../src/core/relay/cover-periods';
import { createRelayClient, type RelayClient } from '../../src/core/relay/relay-client';
import type { DeafPeriod } from '../../src/shared/silence/hearing';
import { mayHaveMissed } from '../../src/shared/silence/hearing';
import { fakeClock } from '../support/fake-clock';

const period: DeafPeriod = {
  ...{ id: 'a night', from: '2026-11-23T20:00:00.000Z', to: '2026-11-24T06:00:00.000Z' },
  ...{ cause: 'app-stopped', checked: null },
};
const called = '2026-11-23T21:00:00.000Z';
const gap = { from: '2026-11-24T01:00:00.000Z', to: '2026-11-24T01:00:06.000Z' };

function covering(heard: { gaps?: readonly object[]; calledAt?: string | null } = {}) {
  const clock = fakeClock();
  const recorded: DeafPeriod[] = [];
  const asked: string[] = [];
  const now = new Date(clock.now()).toISOString();
  const client: RelayClient = createRelayClient({
    ...{ origin: 'https://relay.test', token: null, clock },
    fetch(url) {
      asked.push(url instanceof Request ? url.url : url.toString());
      return Promise.resolve(Response.json({ gaps: [], calledAt: called, now, ...heard }));
    },
  });
  const cover = createCoverPeriods({
    ...{ clock, log: () => undefined, onCovered: () => undefined },
    ledger: {
      deafPeriods: () => Promise.resolve([]),
      recordDeafPeriod: (one) => Promise.resolve(void recorded.push(one)),
    },
  });
  return { clock, cover, recorded, asked, client, relayNow: now };
}

describe('a deaf period is covered by the relay', () => {
  it('where it was there all the while, is called, and all that it held is here', async () => {
    const { cover, recorded, client, clock, relayNow } = covering();
    cover.follow(period);
    expect(cover.isAwaited()).toBe(true);
    await cover.onHead({ sinceMs: clock.uptime(), relayNow, client });
    expect(recorded).toEqual([{ ...period, coveredBy: 'relay' }]);
    expect(recorded.some(mayHaveMissed)).toBe(false);
    expect(cover.isAwaited()).toBe(false);
  });

  it.each([
    ['it left a gap of 6 s', { gaps: [gap] }],
    ['no provider has called there yet', { calledAt: null }],
  ])('but not where %s', async (_why, heard) => {
    const { cover, recorded, client, clock, relayNow } = covering(heard);
    cover.follow(period);
    await cover.onHead({ sinceMs: clock.uptime(), relayNow, client });
    expect(recorded).toEqual([]);
  });

  it('but not before all is read that it held after the end', async () => {
    const { cover, recorded, client, clock, relayNow } = covering();
    const askedBefore = clock.uptime();
    clock.advance(1_000);
    cover.follow(period);
    await cover.onHead({ sinceMs: askedBefore, relayNow, client });
    expect(recorded).toEqual([]);
    await cover.onHead({ sinceMs: clock.uptime(), relayNow, client });
    expect(recorded).toHaveLength(1);
  });

  it('not while it lasts, nor where a person has looked', async () => {
    const { cover, client, clock, relayNow, asked } = covering();
    cover.follow({ ...period, to: null });
    cover.follow({ ...period, id: 'another', checked: { by: 'Awa', at: called } });
    expect(cover.isAwaited()).toBe(false);
    await cover.onHead({ sinceMs: clock.uptime(), relayNow, client });
    expect(asked).toEqual([]);
  });

  it('by the relay’s clock where ours goes otherwise', async () => {
    const { cover, client, clock, asked } = covering();
    cover.follow(period);
    const relayNow = new Date(clock.now() + 60_000).toISOString();
    await cover.onHead({ sinceMs: clock.uptime(), relayNow, client });
    expect(decodeURIComponent(asked[0] ?? '')).toContain('from=2026-11-23T20:01:00.000Z');
  });
});
