import { expect, it } from 'vitest';
import { createQuota } from '../../src/relay/receive/quota';
import { fakeClock } from '../support/fake-clock';

const shop = { id: 1, perSecond: 1, burst: 10, rowsADay: 40 };
const short = 900;
const long = 9 * 4_096;

function admitted(admits: ReturnType<typeof createQuota>, bytes: number, tries: number): number {
  return Array.from({ length: tries }, () => admits(shop, bytes)).filter(Boolean).length;
}

it('accepts as many short calls at once as a shop may send, without reducing another shop’s share', () => {
  const admits = createQuota(fakeClock());
  expect(admitted(admits, short, 20)).toBe(10);
  expect(admits({ ...shop, id: 2 }, short)).toBe(true);
});

it('counts a long call as several, at once and over the day', () => {
  const clock = fakeClock();
  const admits = createQuota(clock);
  expect(admitted(admits, long, 5)).toBe(1);
  expect(admitted(admits, short, 5)).toBe(1);
  let stored = 10;
  for (let hour = 0; hour < 10; hour += 1) {
    clock.advance(60_000);
    stored += 9 * admitted(admits, long, 5);
  }
  expect(stored).toBeLessThanOrEqual(shop.rowsADay + 9);
});

it('accepts a call longer than the whole allowance if none of it was used, then waits until it is paid back', () => {
  const clock = fakeClock();
  const admits = createQuota(clock);
  expect(admitted(admits, 20 * 4_096, 3)).toBe(1);
  clock.advance(10_000);
  expect(admits(shop, short)).toBe(false);
  clock.advance(1_000);
  expect(admits(shop, short)).toBe(true);
});
