import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefused, honest, request, success, withSecret, type Refused } from '../support/receiver-cases';
import {
  listeningReceiver,
  livePath,
  liveSecret,
  sandboxSecret,
  type ListeningReceiver,
} from '../support/listening-receiver';

let receiver: ListeningReceiver;
beforeAll(async () => {
  receiver = await listeningReceiver();
});
afterAll(() => receiver.close());

/** Calls that do not prove where they come from, or come to the wrong early. */
const refused: Record<string, Refused> = {
  'no secret': {
    says: () => request({ lines: ['Host: shop.test'] }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  'an empty secret': { says: () => withSecret(''), status: 401, reason: 'secret-missing', stays: true },
  'a secret of spaces': { says: () => withSecret('   '), status: 401, reason: 'secret-missing', stays: true },
  'a wrong secret': {
    says: () => withSecret('x'.repeat(32)),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a secret in other case': {
    says: () => withSecret(liveSecret.toUpperCase()),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a secret cut by one': {
    says: () => withSecret(liveSecret.slice(1)),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a secret with one more': {
    says: () => withSecret(`${liveSecret}e`),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a secret in quotes': {
    says: () => withSecret(`"${liveSecret}"`),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'two secrets in one value': {
    says: () => withSecret(`${liveSecret}, ${liveSecret}`),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a secret of 7 KB': {
    says: () => withSecret('s'.repeat(7_000)),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a signature in place of the secret': {
    says: () => withSecret(createHmac('sha256', liveSecret).update('{}').digest('hex')),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'the secret twice': {
    says: () => withSecret(liveSecret, liveSecret),
    status: 401,
    reason: 'secret-repeated',
  },
  'the right and a wrong secret': {
    says: () => withSecret(liveSecret, 'x'),
    status: 401,
    reason: 'secret-repeated',
  },
  'a wrong and the right secret': {
    says: () => withSecret('x', liveSecret),
    status: 401,
    reason: 'secret-repeated',
  },
  'the right secret behind 1,200 headers': {
    says: () =>
      request({
        lines: ['Host: a', 'x-kkiapay-secret: x', ...Array<string>(1_200).fill('a:b'), honest[1] ?? ''],
      }),
    status: 401,
    reason: 'secret-repeated',
  },
  'the secret in the query': {
    says: () => request({ target: `${livePath}?x-kkiapay-secret=${liveSecret}`, lines: ['Host: shop.test'] }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  'the secret in a cookie': {
    says: () => request({ lines: ['Host: shop.test', `Cookie: x-kkiapay-secret=${liveSecret}`] }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  'the secret in the body': {
    says: () => request({ lines: ['Host: shop.test'], body: success({ 'x-kkiapay-secret': liveSecret }) }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  'the secret under an invented name': {
    says: () => request({ lines: ['Host: shop.test', `x-kkiapay-signature: ${liveSecret}`] }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  'the secret in the trailers': {
    says: () =>
      request({
        lines: ['Host: shop.test', 'Transfer-Encoding: chunked', 'Trailer: x-kkiapay-secret'],
        body: `2\r\n{}\r\n0\r\nx-kkiapay-secret: ${liveSecret}\r\n\r\n`,
        length: null,
      }),
    status: 401,
    reason: 'secret-missing',
  },
  'the sandbox secret in live': {
    says: () => withSecret(sandboxSecret),
    status: 401,
    reason: 'secret-wrong',
    stays: true,
  },
  'a header called constructor and no secret': {
    says: () => request({ lines: ['Host: shop.test', 'constructor: x', '__proto__: x', '__proto__: y'] }),
    status: 401,
    reason: 'secret-missing',
    stays: true,
  },
  '10 MB with a wrong secret': {
    says: () => request({ lines: ['Host: a', 'x-kkiapay-secret: no'], body: Buffer.alloc(10_000_000, 0x20) }),
    status: 401,
    reason: 'secret-wrong',
  },
  '10 MB declared with a wrong secret, and never sent': {
    says: () => request({ lines: ['Host: a', 'x-kkiapay-secret: no'], body: '', length: 10_000_000 }),
    status: 401,
    reason: 'secret-wrong',
  },
  'a call with a wrong secret that asks whether to go on': {
    says: () =>
      request({
        lines: ['Host: a', 'x-kkiapay-secret: no'],
        extra: ['Expect: 100-continue'],
        body: '',
        length: 9,
      }),
    status: 401,
    reason: 'secret-wrong',
  },

  'the root': { says: () => request({ target: '/' }), status: 404, reason: 'unknown-path', stays: true },
  'GET of the root': {
    says: () => request({ method: 'GET', target: '/', body: '' }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a path in other case': {
    says: () => request({ target: livePath.toUpperCase() }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a path written in percents': {
    says: () => request({ target: livePath.replace('/kkiapay', '/%6bkiapay') }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a path with a broken percent': {
    says: () => request({ target: '/%zz%' }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a path that climbs': {
    says: () => request({ target: `/x/..${livePath}` }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a longer path': {
    says: () => request({ target: `${livePath}/x` }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a shorter path': {
    says: () => request({ target: livePath.slice(0, -1) }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'the path without its segment': {
    says: () => request({ target: '/kkiapay' }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'a path of 6 KB': {
    says: () => request({ target: `/${'a'.repeat(6_000)}` }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  'OPTIONS of everything': {
    says: () => request({ method: 'OPTIONS', target: '*', body: '' }),
    status: 404,
    reason: 'unknown-path',
    stays: true,
  },
  ...Object.fromEntries(
    ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'].map((method) => [
      `${method} of the endpoint`,
      {
        says: () => request({ method, body: '' }),
        status: 405,
        reason: 'method-not-allowed',
        stays: true,
      } satisfies Refused,
    ]),
  ),
  CONNECT: {
    says: () => request({ method: 'CONNECT', target: 'shop.test:443', body: '', length: null }),
    status: 405,
    reason: 'method-not-allowed',
  },
};

it.each(Object.entries(refused))('%s is turned away', (_name, call) => expectRefused(receiver, call));

it('after all that only the payments behind them are stored', async () => {
  const behind = Object.values(refused).filter(({ stays }) => stays === true).length;
  expect(behind).toBeGreaterThan(20);
  expect(await receiver.eventCount()).toBe(behind);
  expect(receiver.told.recorded).toHaveLength(behind);
  expect(receiver.told.logged).toEqual([]);
});
