import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import { systemClock } from '../../src/core/ports';
import { livePath, liveSecret, receiverOfThisTest, sandboxSecret } from '../support/listening-receiver';
import { rawCall } from '../support/raw-call';
import { request, success } from '../support/receiver-cases';

const kkiapayLive = { provider: 'kkiapay', mode: 'live' };

describe('an address that differs from ours in blanks and slashes alone', () => {
  it.each([
    `${livePath}%20`,
    `${livePath}%0A`,
    `${livePath}%0d%0a`,
    `${livePath}%09%20/`,
    `${livePath}%C2%A0`,
    `${livePath}%E2%80%8B`,
    `${livePath}%2520`,
    `/%20${livePath.slice(1)}`,
    `${livePath}//`,
    `/${livePath}`,
    livePath.replace('/kkiapay/', '/kkiapay//'),
    `${livePath}%2F`,
    `http://shop.test/${livePath}//%20?a=b`,
  ])('is taken where the secret is right: %s', async (target) => {
    const receiver = await receiverOfThisTest();
    const { answers } = await rawCall({ port: receiver.port, parts: [request({ target })], answers: 1 });
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(receiver.told.recorded).toMatchObject([{ payment: { mode: 'live', status: 'success' } }]);
    expect(receiver.told.refused).toEqual([]);
  });

  it('is the secret path with a wrong secret too', async () => {
    const receiver = await receiverOfThisTest();
    const lines = ['Host: shop.test', 'x-kkiapay-secret: wrong'];
    const parts = [request({ target: `/${livePath}%20`, lines })];
    const { answers } = await rawCall({ port: receiver.port, parts, answers: 1 });
    expect(answers.map(({ status }) => status)).toEqual([401]);
    expect(receiver.told.refused).toMatchObject([
      { knock: { endpoint: kkiapayLive, cause: 'wrong-secret' } },
    ]);
  });
});

describe('the provider at a wrong address', () => {
  const oldPath = livePath.replace(/.$/, 'X');
  it.each([
    [oldPath, 'old-path'],
    ['/kkiapay/', 'odd-path'],
    ['/', 'odd-path'],
    [livePath.toLowerCase(), 'old-path'],
    [livePath.slice(0, -1), 'odd-path'],
    [`${livePath}"`, 'odd-path'],
    [`${livePath}/webhook`, 'odd-path'],
    [`/webhook${livePath}`, 'odd-path'],
    [`${livePath}%zz`, 'odd-path'],
  ])('is known by its secret: %s is an %s', async (target, cause) => {
    const receiver = await receiverOfThisTest();
    const { answers } = await rawCall({ port: receiver.port, parts: [request({ target })], answers: 1 });
    expect(answers.map(({ status }) => status)).toEqual([404]);
    expect(receiver.told.refused).toMatchObject([
      { reason: 'unknown-path', mode: 'live', count: 1, knock: { endpoint: kkiapayLive, cause } },
    ]);
    expect(receiver.told.recorded).toEqual([]);
  });

  it('is not taken for a robot’s call among a flood of them, nor a robot for the provider', async () => {
    const receiver = await receiverOfThisTest();
    const robot = (secret: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${receiver.port}/wp-login.php`, {
        ...{ method: 'POST', body: success() },
        headers: { 'x-kkiapay-secret': secret },
      });
    for (const secret of ['', 'guess', `${liveSecret}x`, liveSecret.toLowerCase()]) await robot(secret);
    expect(receiver.told.refused).toHaveLength(1);
    expect(receiver.told.refused[0]).not.toHaveProperty('knock');
    await robot(sandboxSecret);
    expect(receiver.told.refused).toHaveLength(2);
    expect(receiver.told.refused[1]).toMatchObject({ mode: 'sandbox', knock: { cause: 'odd-path' } });
  });

  it('may prove itself by its body, as FedaPay does; with another’s signature it is a stranger', async () => {
    const secret = 'wh_live_Zq7kP2vXw9LmN4tRb8sYc3dF';
    const receiver = await receiverOfThisTest({
      endpoints: [
        { provider: kkiapay, mode: 'live', path: livePath, secrets: () => [liveSecret] },
        { provider: fedapay, mode: 'live', path: '/fedapay/Xf3kQ9-_Live', secrets: () => [secret] },
      ],
    });
    const time = Math.floor(systemClock.now() / 1000);
    const knock = async (key: string, path: string): Promise<number> => {
      const body = '{"name":"transaction.approved"}';
      const signature = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
      const headers = { 'x-fedapay-signature': `t=${time},s=${signature}` };
      const url = `http://127.0.0.1:${receiver.port}${path}`;
      return (await fetch(url, { method: 'POST', body, headers })).status;
    };
    expect(await knock('wh_other', '/fedapay/Xf3kQ9-_Less')).toBe(404);
    expect(receiver.told.refused).toEqual([
      expect.not.objectContaining({ knock: expect.anything() as unknown }),
    ]);
    expect(await knock(secret, '/fedapay/Xf3kQ9-_Less')).toBe(404);
    expect(receiver.told.refused[1]).toMatchObject({
      knock: { endpoint: { provider: 'fedapay', mode: 'live' }, cause: 'old-path' },
    });
  });
});

it('does not raise the alarm for a call that cannot be checked while the vault is shut', async () => {
  const receiver = await receiverOfThisTest({
    endpoints: [
      {
        ...{ provider: kkiapay, mode: 'live', path: livePath, secrets: () => [] },
        shut: () => ({ digests: [], isUnprovable: true }),
      },
    ],
  });
  const headers = { 'x-kkiapay-secret': liveSecret };
  expect((await fetch(receiver.url, { method: 'POST', headers, body: success() })).status).toBe(503);
  expect(receiver.told.refused[0]).not.toHaveProperty('knock');
});

it('does not raise the alarm for a visit without a payment', async () => {
  const receiver = await receiverOfThisTest();
  expect((await fetch(receiver.url)).status).toBe(405);
  expect(receiver.told.refused).toMatchObject([{ reason: 'method-not-allowed' }]);
  expect(receiver.told.refused[0]).not.toHaveProperty('knock');
});
