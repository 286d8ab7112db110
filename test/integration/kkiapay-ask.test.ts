import { describe, expect, it } from 'vitest';
import { askKkiapay } from '../../src/core/kkiapay/ask';
import type { ProviderAnswer } from '../../src/core/provider';
import type { Mode } from '../../src/shared/payment/payment';
import { fakeClock } from '../support/fake-clock';
import {
  standInKkiapayApi,
  statusBody,
  testKeys,
  type Behaviour,
  type KkiapayApi,
} from '../support/kkiapay-api';

const transactionId = '6516521598463777';

/** Time passes as soon as something waits for it, except while a question is running. */
function ask(api: KkiapayApi, mode: Mode = 'live', clock = hastyClock(2_000)): Promise<ProviderAnswer> {
  return askKkiapay({ mode, transactionId, keys: testKeys, fetch: api.fetch, clock });
}

function hastyClock(hurriedMs: number) {
  const clock = fakeClock();
  return {
    ...clock,
    after(delayMs: number, task: () => void) {
      if (delayMs === hurriedMs) setImmediate(task);
      return clock.after(delayMs, task);
    },
  };
}

async function answerTo(...behaviours: readonly [Behaviour, ...Behaviour[]]): Promise<ProviderAnswer> {
  const api = await standInKkiapayApi();
  let at = 0;
  api.behave(() => behaviours[Math.min(at++, behaviours.length - 1)] ?? behaviours[0]);
  return ask(api);
}

describe('asking KKiaPay', () => {
  it('posts the number with three keys to the side of the mode', async () => {
    const api = await standInKkiapayApi();
    await ask(api, 'live');
    await ask(api, 'sandbox');
    expect(api.questions).toMatchObject(
      (['live', 'sandbox'] as const).map((mode) => ({
        ...{ mode, method: 'POST', path: '/api/v1/transactions/status', body: { transactionId } },
        headers: {
          'content-type': 'application/json',
          'x-api-key': testKeys.publicKey,
          'x-private-key': testKeys.privateKey,
          'x-secret-key': testKeys.secretKey,
        },
      })),
    );
  });

  it('reads amount, fees, type, payer and the instant, never the date without a time', async () => {
    expect(await answerTo({ body: statusBody({ transactionId }) })).toEqual({
      kind: 'told',
      payment: {
        ...{ outcome: 'success', isIncoming: true, amountXof: 1000, feesXof: 19, method: 'MOBILE_MONEY' },
        ...{ account: '229970000xx', performedAt: '2026-11-23T19:59:50.276Z' },
      },
    });
    const { performed_at: _missing, ...old } = statusBody({ type: 'CREDIT', fees: null, client: null });
    expect(await answerTo({ body: old })).toMatchObject({
      payment: { performedAt: null, isIncoming: false, feesXof: null, account: null },
    });
  });

  it.each([
    ['SUCCESS', { kind: 'told', payment: { outcome: 'success' } }],
    ['FAILED', { kind: 'told', payment: { outcome: 'failed' } }],
    ['INSUFFICIENT_FUND', { kind: 'told', payment: { outcome: 'failed' } }],
    ['PENDING', { kind: 'told', payment: { outcome: 'pending' } }],
    ['REVERTED', { kind: 'told', payment: { outcome: 'reversed' } }],
    ['TRANSACTION_NOT_FOUND', { kind: 'unknown-payment' }],
    ['INVALID_TRANSACTION', { kind: 'unknown-payment' }],
    ['INVALID_TRANSACTION_TYPE', { kind: 'unsure', reason: 'odd-answer' }],
    ['TRANSACTION_NOT_ELIGIBLE', { kind: 'unsure', reason: 'odd-answer' }],
    ['SOMETHING_NEW', { kind: 'unsure', reason: 'odd-answer' }],
    ['constructor', { kind: 'unsure', reason: 'odd-answer' }],
  ])('understands %s', async (status, expected) => {
    expect(await answerTo({ body: statusBody({ status }) })).toMatchObject(expected);
  });

  it.each<readonly [string, Behaviour, string]>([
    [
      'a number for wrong keys',
      { status: 200, body: { status: 4003, reason: 'invalid key' } },
      'keys-refused',
    ],
    ['another number', { status: 400, body: { status: 4001, reason: 'odd' } }, 'odd-answer'],
    ['401', { status: 401, body: '' }, 'keys-refused'],
    ['429', { status: 429, body: '' }, 'too-many-questions'],
    ['404 without a word', { status: 404, body: '<html>nginx</html>' }, 'odd-answer'],
    ['a redirect', { status: 302, body: '' }, 'odd-answer'],
    ['500 for good', { status: 500, body: { status: 'FAILED' } }, 'provider-failing'],
    ['HTML', { body: '<html>maintenance</html>' }, 'odd-answer'],
    ['a list', { body: [] }, 'odd-answer'],
    ['another transaction', { body: statusBody({ transactionId: 'another' }) }, 'odd-answer'],
    ['a line that breaks', 'breaks', 'unreachable'],
    ['a body cut in two', 'breaks-midway', 'unreachable'],
  ])('is not surer after %s', async (_what, behaviour, reason) => {
    expect(await answerTo(behaviour)).toEqual({ kind: 'unsure', reason });
  });

  it('tries a second time, not a third, where the first got no answer', async () => {
    const api = await standInKkiapayApi();
    api.behave(() => (api.questions.length === 1 ? { status: 503, body: '' } : { body: statusBody() }));
    expect(await ask(api)).toMatchObject({ kind: 'told' });
    api.behave(() => 'breaks');
    await ask(api);
    expect(api.questions).toHaveLength(4);
    api.behave(() => ({ status: 401, body: '' }));
    await ask(api);
    expect(api.questions).toHaveLength(5);
  });

  it('gives a silent API fifteen seconds', async () => {
    const api = await standInKkiapayApi();
    const clock = hastyClock(2_000);
    api.behave(() => {
      setImmediate(() => clock.advance(api.questions.length === 1 ? 14_999 : 15_000));
      setImmediate(() => clock.advance(1));
      return 'silent';
    });
    expect(await ask(api, 'live', clock)).toEqual({ kind: 'unsure', reason: 'unreachable' });
    expect(api.questions).toHaveLength(2);
  });
});
