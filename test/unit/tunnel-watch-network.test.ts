import type { networkInterfaces } from 'node:os';
import { beforeEach, describe, expect, it } from 'vitest';
import { watchNetwork } from '../../src/core/tunnel/watch-network';
import { fakeClock, type FakeClock } from '../support/fake-clock';

type Interfaces = ReturnType<typeof networkInterfaces>;
const address = (ip: string, internal = false): NonNullable<Interfaces[string]> => [
  { address: ip, internal, family: 'IPv4', netmask: '', mac: '', cidr: null },
];

let clock: FakeClock;
let found: Interfaces;
let changes: number;
let stop: () => void;

beforeEach(() => {
  clock = fakeClock();
  found = { lo: address('127.0.0.1', true), wlan0: address('192.168.1.17') };
  changes = 0;
  stop = watchNetwork({ clock, interfaces: () => found, onChange: () => (changes += 1) });
});

describe('the watch over the network', () => {
  it('tells when an address comes, goes or becomes another, once each', () => {
    clock.advance(10_000);
    expect(changes).toBe(0);
    for (const next of [{}, { wlan0: address('192.168.1.17') }, { wlan0: address('10.20.0.4') }]) {
      found = { lo: address('127.0.0.1', true), ...next };
      clock.advance(10_000);
    }
    expect(changes).toBe(3);
  });

  it('ignores changes within this computer', () => {
    found = { ...found, docker0: address('172.17.0.1', true) };
    clock.advance(10_000);
    expect(changes).toBe(0);
  });

  it('tells when the clock was set, in either direction', () => {
    for (const byMs of [3_600_000, -3_600_000]) {
      clock.jump(clock.now() + byMs);
      clock.advance(10_000);
    }
    expect(changes).toBe(2);
  });

  it('tells of no change where the computer only slept', () => {
    clock.sleep(3_600_000);
    clock.advance(10_000);
    expect(changes).toBe(0);
  });

  it('asks no more once it is stopped', () => {
    stop();
    found = {};
    clock.advance(10_000);
    expect(changes).toBe(0);
  });
});
