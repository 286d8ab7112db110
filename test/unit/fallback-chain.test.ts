import { expect, it } from 'vitest';
import { fallbackChain, leaveAloneMs } from '../../src/core/announce/fallback-chain';
import { fakeClock } from '../support/fake-clock';

const words = { title: 'Paiement reçu', body: '', paymentId: null };

function ways() {
  const clock = fakeClock();
  const tried: string[] = [];
  const broken = new Set<string>();
  const logged: string[] = [];
  const way = (name: string) => ({
    name,
    show() {
      tried.push(name);
      return broken.has(name) ? Promise.reject(new Error('the daemon is gone')) : Promise.resolve();
    },
  });
  const log = (line: string): void => void logged.push(line);
  const show = fallbackChain([way('first'), way('second'), way('third')], { clock, log });
  return { clock, tried, broken, logged, show };
}

it('takes the first way and no other while it works', async () => {
  const { show, tried } = ways();
  await show(words);
  await show(words);
  expect(tried).toEqual(['first', 'first']);
});

it('takes the next way for the very notification that failed, and says why in the log', async () => {
  const { show, tried, broken, logged } = ways();
  broken.add('first').add('second');
  expect((await show(words)).name).toBe('third');
  expect(tried).toEqual(['first', 'second', 'third']);
  expect(logged[0]).toBe('no notification through first: the daemon is gone');
});

it('skips a way that failed, and tries it again later', async () => {
  const { show, tried, broken, clock } = ways();
  broken.add('first');
  await show(words);
  broken.clear();
  await show(words);
  clock.advance(leaveAloneMs);
  await show(words);
  expect(tried).toEqual(['first', 'second', 'second', 'first']);
});

it('rejects where no way works', async () => {
  const { show, broken } = ways();
  for (const name of ['first', 'second', 'third']) broken.add(name);
  await expect(show(words)).rejects.toThrow('no way');
});
