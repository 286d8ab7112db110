import { describe, expect, it } from 'vitest';
import { changesOf, type WatchedShop } from '../../src/relay/push/alarms';
import { publicNetwork, refusalOf } from '../../src/relay/push/push-network';
import { openFor } from '../../src/shared/silence/opening-hours';

const at = (time: string) => Date.parse(`2026-11-23T${time}.000Z`);
const long = 24 * 3_600_000;
/** Open from 08:00 to 20:00 in Benin, an hour ahead of the instants here. */
const hours = { opensAt: '08:00', closesAt: '20:00' };
const shop = (more: Partial<WatchedShop>): WatchedShop => ({
  ...{ shop: 7, hours, utcOffsetMinutes: 60, now: at('12:00:00'), uncollectedAt: null, heardAt: null },
  alarms: [],
  ...more,
});

describe('what is amiss with a shop', () => {
  it.each([
    { name: 'nothing', more: { heardAt: at('11:59:50') }, begun: [] },
    { name: 'a payment for 69 seconds', more: { uncollectedAt: at('11:58:51') }, begun: [] },
    { name: 'a payment for 70 seconds', more: { uncollectedAt: at('11:58:50') }, begun: ['uncollected'] },
    { name: 'a counter silent for 179 seconds', more: { heardAt: at('11:57:01') }, begun: [] },
    { name: 'a counter silent for 3 minutes', more: { heardAt: at('11:57:00') }, begun: ['counter-silent'] },
    {
      name: 'both',
      more: { heardAt: at('11:50:00'), uncollectedAt: at('11:51:00') },
      begun: ['uncollected', 'counter-silent'],
    },
    {
      name: 'a closed shop',
      more: { now: at('20:00:00'), heardAt: at('19:00:00'), uncollectedAt: at('19:30:00') },
      begun: [],
    },
    {
      name: 'a shop that opened two minutes ago',
      more: { now: at('07:02:00'), heardAt: at('00:00:00'), uncollectedAt: at('02:00:00') },
      begun: ['uncollected'],
    },
    {
      name: 'a shop without hours, at night',
      more: { now: at('03:00:00'), hours: null, heardAt: at('02:00:00') },
      begun: ['counter-silent'],
    },
    { name: 'a counter that was never heard', more: { heardAt: null }, begun: [] },
  ])('$name', ({ more, begun }) => {
    expect(changesOf(shop(more), long).begun.map(({ kind }) => kind)).toEqual(begun);
  });

  it('is told once, is over when a counter is heard or the shop closes, and not before', () => {
    const alarms = ['counter-silent'] as const;
    const silent = { heardAt: at('11:00:00'), alarms };
    expect(changesOf(shop(silent), long)).toEqual({ begun: [], over: [] });
    // A relay that has only come knows no better.
    expect(changesOf(shop(silent), 0)).toEqual({ begun: [], over: [] });
    expect(changesOf(shop({ alarms, heardAt: at('11:59:55') }), long).over).toEqual(['counter-silent']);
    expect(changesOf(shop({ ...silent, now: at('19:30:00') }), long).over).toEqual(['counter-silent']);
  });

  it('is not said of a time for which the relay itself was not there', () => {
    const silent = shop({ heardAt: at('11:00:00'), uncollectedAt: at('11:00:00') });
    expect(changesOf(silent, 69_999).begun).toEqual([]);
    expect(changesOf(silent, 70_000).begun.map(({ kind }) => kind)).toEqual(['uncollected']);
    expect(changesOf(silent, 180_000).begun).toHaveLength(2);
  });
});

describe('how long a shop has been open', () => {
  it.each([
    { now: '07:00:00', hours, ms: 0 },
    { now: '07:00:10', hours, ms: 10_000 },
    { now: '18:59:59', hours, ms: 12 * 3_600_000 - 1_000 },
    { now: '19:00:00', hours, ms: 0 },
    { now: '01:00:00', hours: { opensAt: '20:00', closesAt: '04:00' }, ms: 6 * 3_600_000 },
    { now: '01:00:00', hours: { opensAt: '08:00', closesAt: '08:00' }, ms: Infinity },
    { now: '01:00:00', hours: null, ms: Infinity },
  ])('at $now', ({ now, hours: given, ms }) => {
    expect(openFor(given, at(now), 60)).toBe(ms);
  });
});

describe('where pushes may go', () => {
  const { isAllowed } = publicNetwork();

  it.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '192.0.0.8', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:4136:e378::', '2001:db8::1', 'localhost', ''],
  ])('not to %s', (address) => {
    expect(isAllowed(address)).toBe(false);
  });

  it.each(['9.9.9.9', '142.250.75.238', '172.32.0.1', '2a00:1450:4007:818::200a', '2606:4700::1111'])(
    'to %s',
    (address) => {
      expect(isAllowed(address)).toBe(true);
    },
  );

  it.each([
    ['https://localhost/push', 'endpoint-refused'],
    ['https://[::1]/push', 'endpoint-refused'],
    ['https://0x7f000001/push', 'endpoint-refused'],
    ['https://me@9.9.9.9/push', 'endpoint-refused'],
    ['https://:x@9.9.9.9/push', 'endpoint-refused'],
    ['https://nobody.invalid/push', 'endpoint-unknown'],
    ['https://9.9.9.9/push', null],
  ])('said of %s: %s', async (endpoint, refusal) => {
    expect(await refusalOf(publicNetwork(), new URL(endpoint))).toBe(refusal);
  });
});
