import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import type { Doubt } from '../../src/shared/payment/payment';
import { chunked, honest, request, spelled, success } from '../support/receiver-cases';
import {
  listeningReceiver,
  livePath,
  liveSecret,
  sandboxPath,
  sandboxSecret,
  type ListeningReceiver,
} from '../support/listening-receiver';
import { rawCall, requestBytes, type RawRequest } from '../support/raw-call';
import { realNow } from '../support/real-now';

let receiver: ListeningReceiver;
beforeAll(async () => {
  receiver = await listeningReceiver();
});
afterAll(() => receiver.close());

interface Taken {
  readonly body: () => string | Uint8Array;
  readonly bent?: Omit<RawRequest, 'body'>;
  readonly status?: 'success' | 'failed' | 'check';
  readonly doubts?: readonly Doubt[];
}

const unreadable = { status: 'check', doubts: ['unreadable'] } as const;

const taken: Record<string, Taken> = {
  'the documented body': { body: () => success() },
  'no content type': { body: () => success(), bent: { lines: honest } },
  'a form by its label': {
    body: () => success(),
    bent: { extra: ['Content-Type: application/x-www-form-urlencoded'] },
  },
  'a charset that does not exist': {
    body: () => success(),
    bent: { lines: [...honest, 'Content-Type: application/json; charset=klingon'] },
  },
  'the header name in other case': {
    body: () => success(),
    bent: { lines: ['HOST: a', `X-KKIAPAY-SECRET: ${liveSecret}`] },
  },
  'spaces around the secret, which HTTP does not count': {
    body: () => success(),
    bent: { lines: ['Host: a', `x-kkiapay-secret: \t ${liveSecret} \t`] },
  },
  'a slash at the end': { body: () => success(), bent: { target: `${livePath}/` } },
  'a query': { body: () => success(), bent: { target: `${livePath}?a=b&a[b]=c&__proto__=d` } },
  'an absolute address': { body: () => success(), bent: { target: `http://shop.test${livePath}` } },
  'HTTP/1.0': { body: () => success(), bent: { version: 'HTTP/1.0' } },
  'an identity encoding': { body: () => success(), bent: { extra: ['Content-Encoding: identity'] } },
  'a wish to upgrade': {
    body: () => success(),
    bent: { extra: ['Connection: Upgrade', 'Upgrade: websocket'] },
  },
  'an expectation nobody knows': { body: () => success(), bent: { extra: ['Expect: the-best'] } },
  '900 headers': { body: () => success(), bent: { extra: Array<string>(900).fill('a:b') } },
  'headers with the names of JavaScript': {
    body: () => success(),
    bent: { extra: ['constructor: a', '__proto__: b', '__proto__: c', 'toString: d', 'hasOwnProperty: e'] },
  },
  'an empty body': { body: () => '', ...unreadable },
  'no length and no body': { body: () => '', bent: { length: null }, ...unreadable },
  'a form': { body: () => 'transactionId=a&amount=1000', ...unreadable },
  'half a body, whole by its length': { body: () => success().slice(0, 60), ...unreadable },
  'a list': { body: () => '[]', ...unreadable },
  null: { body: () => 'null', ...unreadable },
  'bytes that are not UTF-8': {
    body: () => Buffer.from(success({ label: 'é' }), 'latin1'),
    status: 'check',
    doubts: ['not-utf8'],
  },
  'UTF-16': { body: () => Buffer.from(success(), 'utf16le'), ...unreadable },
  noise: { body: () => randomBytes(500), ...unreadable },
  'a depth of 30,000': { body: () => '['.repeat(30_000) + ']'.repeat(30_000), ...unreadable },
  'a depth of 10,000 in a member': {
    body: () => spelled('stateData', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
    ...unreadable,
  },
  'a byte order mark': { body: () => `\ufeff${success()}` },
  '1 MiB to the byte': { body: () => success().padEnd(1_048_576) },
  'a label of 300 KB': { body: () => success({ label: 'a'.repeat(300_000) }) },
  'prototype keys': {
    body: () => success().replace('{', '{"__proto__":{"status":"x"},"constructor":{"prototype":{}},'),
  },
  'newlines, NUL, lone surrogates, line separators and marks that turn text around': {
    body: () => spelled('label', '"\\n\\u0000\\ud800\\u2028\u2028\u202e\\r\\n{}"'),
  },
  'an amount of 1e400': { body: () => spelled('amount', '1e400'), status: 'check', doubts: ['amount-odd'] },
  'an amount of 20 digits': {
    body: () => spelled('amount', '12345678901234567890'),
    status: 'check',
    doubts: ['amount-odd'],
  },
  'a negative amount': { body: () => success({ amount: -1000 }), status: 'check', doubts: ['amount-odd'] },
  'an amount with centimes': {
    body: () => success({ amount: 1000.5 }),
    status: 'check',
    doubts: ['amount-odd'],
  },
  'an amount in words': { body: () => success({ amount: 'mille' }), status: 'check', doubts: ['amount-odd'] },
  'an amount as text': { body: () => success({ amount: '1000' }) },
  'no amount': { body: () => success({ amount: undefined }), status: 'check', doubts: ['amount-missing'] },
  'no number': { body: () => success({ transactionId: null }), status: 'check', doubts: ['id-missing'] },
  'a number of 60 KB': { body: () => success({ transactionId: 'n'.repeat(60_000) }) },
  'a number that looks like a path': { body: () => success({ transactionId: '../../etc/passwd' }) },
  'an event nobody knows': {
    body: () => success({ event: 'x' }),
    status: 'check',
    doubts: ['unknown-event'],
  },
  'a success that says it failed': {
    body: () => success({ isPaymentSucces: false }),
    status: 'check',
    doubts: ['contradiction'],
  },
  'a payment of 1970': {
    body: () => success({ performedAt: '1970-01-01T00:00:00.000Z' }),
    doubts: ['time-odd'],
  },
  'a payment of 9999': {
    body: () => success({ performedAt: '9999-12-31T23:59:59.999Z' }),
    doubts: ['time-odd'],
  },
  'a failure': {
    body: () => kkiapayBody({ event: 'failed', amountXof: 500, at: new Date(realNow()).toISOString() }),
    status: 'failed',
  },
};

describe('a call that is kept, byte for byte, and answered 200', () => {
  it.each(Object.entries(taken))('%s', async (_name, { body, bent, status = 'success', doubts = [] }) => {
    const sent = body();
    const before = receiver.told.recorded.length;
    const { answers } = await rawCall({
      port: receiver.port,
      parts: [request({ ...bent, body: sent })],
      answers: 1,
    });
    expect(answers.map((answer) => answer.status)).toEqual([200]);
    const recorded = receiver.told.recorded.slice(before);
    expect(recorded).toMatchObject([{ payment: { status, doubts, mode: 'live' } }]);
    const stored = await receiver.ledger.payment(recorded[0]?.payment.id ?? '');
    expect(Buffer.from(stored?.rawBody ?? []).equals(Buffer.from(sent))).toBe(true);
    expect(JSON.stringify(stored?.headers)).not.toContain(liveSecret);
  });
});

describe('on one connection', () => {
  const call = (id: string, secret = liveSecret): Buffer =>
    requestBytes(secret, livePath, { body: success({ transactionId: id }) });

  it('calls sent in a row are answered in their order', async () => {
    const parts = [Buffer.concat([call('row-1'), call('row-2'), call('row-3')])];
    const { answers } = await rawCall({ port: receiver.port, parts, answers: 3 });
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('a refused call ends it, and those before keep their answers', async () => {
    const { answers, ended } = await rawCall({
      port: receiver.port,
      parts: [Buffer.concat([call('before'), call('refused', 'wrong'), call('behind')])],
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    expect(ended).toBe(true);
  });

  it('noise after an honest call does not prevent its answer', async () => {
    const { answers, ended } = await rawCall({
      port: receiver.port,
      parts: [Buffer.concat([call('with-noise'), Buffer.from('\x16\x03noise\r\n\r\n')])],
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(ended).toBe(true);
  });

  it('a sender that asks whether to go on is told to, and then answered', async () => {
    const body = success();
    const head = request({ extra: ['Expect: 100-continue'], body: '', length: body.length });
    const { answers } = await rawCall({ port: receiver.port, parts: [head, body], answers: 2 });
    expect(answers.map(({ status }) => status)).toEqual([100, 200]);
  });

  it('a body may come byte by byte, or in chunks with a trailer', async () => {
    const bytes = request();
    const slowly = await rawCall({
      port: receiver.port,
      parts: Array.from(bytes, (byte) => Uint8Array.of(byte)),
      answers: 1,
    });
    const body = success();
    const inChunks = await rawCall({
      port: receiver.port,
      parts: [
        request({ extra: ['Transfer-Encoding: chunked'], body: '', length: null }),
        chunked(body.slice(0, 20)),
        `${chunked(body.slice(20))}0\r\nx-kkiapay-secret: other\r\n\r\n`,
      ],
      answers: 1,
    });
    expect([slowly, inChunks].map(({ answers }) => answers[0]?.status)).toEqual([200, 200]);
  });

  it('sandbox calls stay sandbox calls', async () => {
    await rawCall({
      port: receiver.port,
      parts: [requestBytes(sandboxSecret, sandboxPath, { body: success() })],
      answers: 1,
    });
    expect(receiver.told.recorded.at(-1)?.payment.mode).toBe('sandbox');
  });
});

it('after all that the ledger holds what was answered 200, and nothing else', async () => {
  await expect
    .poll(() => receiver.ledger.check())
    .toMatchObject({ events: receiver.told.recorded.length, damaged: 0 });
  expect(receiver.told.logged).toEqual([]);
});
