import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fedapay } from '../../src/core/fedapay/fedapay';
import { receiverOfThisTest } from '../support/listening-receiver';
import { rawCall, requestBytes } from '../support/raw-call';
import { realNow } from '../support/real-now';
import { dayMs } from '../../src/shared/calendar';

const path = '/fedapay/Xf3kQ9Live';
const secret = 'wh_live_Zq7kP2vXw9LmN4tRb8sYc3dF';
const transaction = {
  ...{ klass: 'v1/transaction', id: 98446301, reference: 'trx_ZIU_1719787792938', amount: 2500, fees: 45 },
  ...{
    description: 'Boutique Awa',
    status: 'approved',
    mode: 'moov',
    approved_at: '2026-11-23T10:00:00.000Z',
  },
  payment_method: { klass: 'v1/payment_method', brand: 'moov', country: 'BJ', number: '22994000067' },
};
const call = (name: string, over: object = {}): string =>
  JSON.stringify({ name, object: 'transaction', entity: { ...transaction, ...over } });

function signed(body: string, { at = realNow(), key = secret } = {}): string {
  const time = Math.floor(at / 1000);
  return `t=${time},s=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;
}

async function shop() {
  const receiver = await receiverOfThisTest({
    endpoints: [{ provider: fedapay, mode: 'live', path, secrets: () => [secret] }],
  });
  const post = async (body: string, signature: string | null): Promise<number> => {
    const headers = { ...(signature !== null && { 'x-fedapay-signature': signature }) };
    return (await fetch(`http://127.0.0.1:${receiver.port}${path}`, { method: 'POST', headers, body }))
      .status;
  };
  return { receiver, post };
}

describe('a call of FedaPay', () => {
  it('matches a vector made by hand from the documented scheme', () => {
    const proof = fedapay.authenticate(
      {
        // printf '1700000000.{"name":"x"}' | openssl dgst -sha256 -hmac wh_sandbox_secret
        'x-fedapay-signature': [
          't=1700000000,s=ed06c339bed03818ea20ccf649573c0c3029c45fac248394a6cc690b0fd43860',
        ],
      },
      ['wh_sandbox_secret'],
    );
    const prove = proof.ok === 'with-body' ? proof.prove : () => proof;
    expect(prove(Buffer.from('{"name":"x"}'), 1_700_000_000_000)).toEqual({ ok: true });
    expect(prove(Buffer.from('{"name":"y"}'), 1_700_000_000_000)).toMatchObject({ reason: 'secret-wrong' });
    expect(prove(Buffer.from('{"name":"x"}'), 1_700_000_301_000)).toMatchObject({ diagnosis: 'too-old' });
    // Under a clock that is known to be wrong the signature alone must do.
    expect(prove(Buffer.from('{"name":"x"}'), null)).toEqual({ ok: true });
    expect(prove(Buffer.from('{"name":"y"}'), null)).toMatchObject({ ok: false });
  });

  it('is stored and told once its bytes are proven, with the signature masked', async () => {
    const { receiver, post } = await shop();
    const body = call('transaction.approved');
    expect(await post(body, signed(body))).toBe(200);
    expect(await post(body, signed(body))).toBe(200);
    const { payments } = await receiver.ledger.page({ limit: 5 });
    expect(payments).toMatchObject([
      {
        ...{
          provider: 'fedapay',
          transactionId: '98446301',
          status: 'success',
          amountXof: 2500,
          feesXof: 45,
        },
        ...{ method: 'moov', account: '22994000067', label: 'Boutique Awa', deliveries: 2 },
      },
    ]);
    const stored = await receiver.ledger.payment(payments[0]?.id ?? '');
    expect(stored?.headers['x-fedapay-signature']).toBe('****');
    expect(receiver.told.authenticated).toEqual(['live', 'live']);
  });

  it.each<readonly [string, (body: string) => string | null]>([
    ['no signature', () => null],
    ['the signature of another body', (body) => signed(`${body} `)],
    ['the signature with another secret', (body) => signed(body, { key: 'wh_other' })],
    ['a signature of ten minutes ago', (body) => signed(body, { at: realNow() - 600_000 })],
    ['a signature of tomorrow', (body) => signed(body, { at: realNow() + dayMs })],
    ['only a time', () => 't=1700000000'],
    ['no time', (body) => signed(body).replace(/^t=\d+,/, '')],
    ['two times, the signed one first', (body) => `${signed(body)},t=1700000000`],
    ['two times, the signed one last', (body) => `t=1700000000,${signed(body)}`],
    ['KKiaPay’s way of proving', () => secret],
  ])('is refused with %s, and nothing is stored', async (_what, signature) => {
    const { receiver, post } = await shop();
    const body = call('transaction.approved');
    expect(await post(body, signature(body))).toBe(401);
    expect(await receiver.eventCount()).toBe(0);
    expect(receiver.told.authenticated).toEqual([]);
  });

  it('is stored up to a mebibyte, and refused above it', async () => {
    const { receiver, post } = await shop();
    const padded = (bytes: number): string => call('transaction.approved').padEnd(bytes);
    expect(await post(padded(1_048_576), signed(padded(1_048_576)))).toBe(200);
    expect(await post(padded(1_048_577), signed(padded(1_048_577)))).toBe(413);
    expect(await receiver.eventCount()).toBe(1);
  });

  it('in Latin-1 keeps its number, amount and payer, in doubt', async () => {
    const { receiver } = await shop();
    const body = Buffer.from(call('transaction.approved', { description: 'Payé' }), 'latin1');
    const time = Math.floor(realNow() / 1000);
    const signature = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
    const { status } = await fetch(`http://127.0.0.1:${receiver.port}${path}`, {
      ...{ method: 'POST', body },
      headers: { 'x-fedapay-signature': `t=${time},s=${signature}` },
    });
    expect(status).toBe(200);
    const { payments } = await receiver.ledger.page({ limit: 1 });
    expect(payments).toMatchObject([
      {
        ...{ status: 'check', doubts: ['not-utf8'], transactionId: '98446301', amountXof: 2500 },
        ...{ account: '22994000067', label: 'Payé' },
      },
    ]);
  });

  it('is accepted while unproven bytes are at their limit: the largest make room', async () => {
    const { receiver, post } = await shop();
    const open = Array.from({ length: 17 }, (_, at) =>
      rawCall({
        port: receiver.port,
        parts: [
          requestBytes('', path, {
            lines: ['Host: shop.test', `x-fedapay-signature: t=1700000000,s=${'0'.repeat(64)}`],
            // Never whole: what has come of it is kept until it is.
            body: Buffer.alloc(1_000_000 + at, 0x20),
            length: 1_048_576,
          }),
        ],
        answers: 1,
      }),
    );
    await expect.poll(() => receiver.counted('too-many')).toBe(1);
    const body = call('transaction.approved');
    expect(await post(body, signed(body))).toBe(200);
    expect(receiver.counted('too-many')).toBe(1);
    await receiver.close();
    const statuses = (await Promise.all(open)).map(({ answers }) => answers[0]?.status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('about no payment’s end is acknowledged and not kept; what contradicts itself is kept in doubt', async () => {
    const { receiver, post } = await shop();
    for (const body of [call('transaction.created', { status: 'pending' }), '{"name":"customer.updated"}'])
      expect(await post(body, signed(body))).toBe(200);
    expect(await receiver.eventCount()).toBe(0);
    for (const body of [
      call('transaction.approved', { status: 'pending' }),
      'no json',
      '{"name":"odd.event"}',
    ])
      expect(await post(body, signed(body))).toBe(200);
    const { payments } = await receiver.ledger.page({ limit: 5 });
    expect(payments.map(({ status, doubts }) => [status, doubts[0]])).toEqual([
      ['check', 'unknown-event'],
      ['check', 'unreadable'],
      ['check', 'contradiction'],
    ]);
  });
});
