import { expect, it } from 'vitest';
import { sharedAnswer } from '../../src/relay/collect/fair-use';
import { fakeClock } from '../support/fake-clock';

it('answers all who ask from one question a second, and asks none while one is under way', async () => {
  const clock = fakeClock();
  const asked: ((answer: number) => void)[] = [];
  const ask = sharedAnswer(clock, 1_000, () => new Promise<number>((resolve) => asked.push(resolve)));
  const slow = [ask(), ask()];
  clock.advance(5_000);
  slow.push(ask());
  expect(asked).toHaveLength(1);
  asked[0]?.(1);
  expect(await Promise.all(slow)).toEqual([1, 1, 1]);
  const next = ask();
  expect(asked).toHaveLength(2);
  asked[1]?.(2);
  expect(await next).toBe(2);
  clock.advance(999);
  expect(await ask()).toBe(2);
  expect(asked).toHaveLength(2);
});

it('asks again after a failure, once its second is over', async () => {
  const clock = fakeClock();
  let asked = 0;
  const ask = sharedAnswer(clock, 1_000, () => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve('well');
  });
  await expect(ask()).rejects.toThrow('away');
  await expect(ask()).rejects.toThrow('away');
  clock.advance(1_000);
  expect(await ask()).toBe('well');
});
