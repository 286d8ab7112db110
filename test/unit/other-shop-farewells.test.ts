import { expect, it } from 'vitest';
import { createFarewells, type LeftShop } from '../../src/core/other-shops/farewells';
import { fakeClock } from '../support/fake-clock';

const card = { shopName: 'Chez Awa', language: 'fr', country: 'BJ' } as const;
const left = (id: string): LeftShop => ({ id, origin: `https://${id}.test`, token: `token of ${id}`, card });

it.each([
  { answer: '204', isTold: true },
  { answer: '401', isTold: true },
  { answer: '404', isTold: false },
  { answer: '503', isTold: false },
  { answer: 'nothing', isTold: false },
])('tells a relay that answers $answer again until it knows: $isTold', async ({ answer, isTold }) => {
  const clock = fakeClock();
  let shops = [left('one'), left('two')];
  const asked: string[] = [];
  let now = answer;
  const farewells = createFarewells({
    clock,
    log: () => undefined,
    left: () => shops,
    onForgotten: (id) => Promise.resolve(void (shops = shops.filter((one) => one.id !== id))),
    fetch(input, init) {
      const { hostname } = new URL(new Request(input).url);
      expect([init?.method, new Headers(init?.headers).get('authorization')]).toEqual([
        'DELETE',
        `Bearer token of ${hostname.split('.')[0]}`,
      ]);
      asked.push(hostname);
      // The second one answers whatever the first does.
      const status = hostname === 'two.test' ? 204 : Number(now);
      return Number.isNaN(status)
        ? Promise.reject(new Error('cut'))
        : Promise.resolve(new Response(null, { status }));
    },
  });
  await farewells.say();
  expect(shops.map(({ id }) => id)).toEqual(isTold ? [] : ['one']);
  expect(asked).toEqual(['one.test', 'two.test']);
  now = '204';
  clock.advance(10 * 60_000);
  await expect.poll(() => shops).toEqual([]);
  expect(asked).toHaveLength(isTold ? 2 : 3);
  // Nothing is left to be told.
  clock.advance(60 * 60_000);
  expect(asked).toHaveLength(isTold ? 2 : 3);
});
