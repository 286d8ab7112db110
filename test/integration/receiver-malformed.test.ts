import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chunked, expectRefused, honest, request, success, type Refused } from '../support/receiver-cases';
import { listeningReceiver, liveSecret, type ListeningReceiver } from '../support/listening-receiver';

let receiver: ListeningReceiver;
beforeAll(async () => {
  receiver = await listeningReceiver();
});
afterAll(() => receiver.close());

/** Calls that may well carry the secret, and cannot be taken. */
const refused: Record<string, Refused> = {
  '1 MiB and a byte, declared': {
    says: () => request({ body: Buffer.alloc(1_048_577, 0x20) }),
    status: 413,
    reason: 'body-too-large',
  },
  '10 MB declared and never sent': {
    says: () => request({ body: '', length: 10_000_000 }),
    status: 413,
    reason: 'body-too-large',
  },
  '10 MB, asked first': {
    says: () => request({ extra: ['Expect: 100-continue'], body: '', length: 10_000_000 }),
    status: 413,
    reason: 'body-too-large',
  },
  '10 MB sent': {
    says: () => request({ body: Buffer.alloc(10_000_000, 0x20) }),
    status: 413,
    reason: 'body-too-large',
  },
  'a length beyond every number': {
    says: () => request({ body: '', length: '9'.repeat(15) }),
    status: 413,
    reason: 'body-too-large',
  },
  'chunks without end': {
    says: () => [
      request({ extra: ['Transfer-Encoding: chunked'], body: '', length: null }),
      ...Array<string>(70).fill(chunked(' '.repeat(16_384))),
    ],
    status: 413,
    reason: 'body-too-large',
  },
  'chunks of one byte without end': {
    says: () => [
      request({ extra: ['Transfer-Encoding: chunked'], body: '', length: null }),
      chunked(' ').repeat(65_537),
    ],
    status: 413,
    reason: 'body-too-large',
  },
  gzip: {
    says: () => request({ extra: ['Content-Encoding: gzip'], body: gzipSync(success()) }),
    status: 415,
    reason: 'encoding-not-supported',
  },
  'a gzip bomb': {
    says: () => request({ extra: ['Content-Encoding: gzip'], body: gzipSync(Buffer.alloc(50_000_000)) }),
    status: 415,
    reason: 'encoding-not-supported',
  },
  brotli: {
    says: () => request({ extra: ['Content-Encoding: br'], body: brotliCompressSync(success()) }),
    status: 415,
    reason: 'encoding-not-supported',
  },
  'two encodings': {
    says: () => request({ extra: ['Content-Encoding: gzip, gzip'] }),
    status: 415,
    reason: 'encoding-not-supported',
  },
  'identity and an encoding': {
    says: () => request({ extra: ['Content-Encoding: identity', 'Content-Encoding: gzip'] }),
    status: 415,
    reason: 'encoding-not-supported',
  },

  '20 KB of headers': {
    says: () => request({ extra: [`x-padding: ${'p'.repeat(20_000)}`] }),
    status: 431,
    reason: 'headers-too-large',
  },
  '5,000 headers': {
    says: () => request({ extra: Array<string>(5_000).fill('a: b') }),
    status: 431,
    reason: 'headers-too-large',
  },
  'a path of 20 KB': {
    says: () => request({ target: `/${'a'.repeat(20_000)}` }),
    status: 431,
    reason: 'headers-too-large',
  },
  'two lengths': {
    says: () => request({ extra: ['Content-Length: 3'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a length and chunks': {
    says: () => request({ extra: ['Transfer-Encoding: chunked'], body: '0\r\n\r\n' }),
    status: 400,
    reason: 'malformed-request',
  },
  'a length that is no number': {
    says: () => request({ length: '-1' }),
    status: 400,
    reason: 'malformed-request',
  },
  'an unknown transfer encoding': {
    says: () => request({ extra: ['Transfer-Encoding: cow'], body: 'x', length: null }),
    status: 400,
    reason: 'malformed-request',
  },
  'no host': { says: () => request({ lines: honest.slice(1) }), status: 400, reason: 'malformed-request' },
  'two hosts': {
    says: () => request({ lines: ['Host: elsewhere.test', ...honest] }),
    status: 400,
    reason: 'malformed-request',
  },
  'the same host twice': {
    says: () => request({ extra: ['host: shop.test'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a path that moves the cursor': {
    says: () => request({ target: '/kkiapay/\x1b[2Jx' }),
    status: 400,
    reason: 'malformed-request',
  },
  'a path with a sign of the other half of Latin-1 that does': {
    says: () => request({ target: '/kkiapay/\x9b2Jx' }),
    status: 400,
    reason: 'malformed-request',
  },
  'a header that moves the cursor': {
    says: () => request({ extra: ['user-agent: \x1b[2J'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a tab within a header': {
    says: () => request({ extra: ['user-agent: a\tb'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a header with a NUL': {
    says: () => request({ extra: ['x-a: b\0c'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a header folded over two lines': {
    says: () => request({ extra: ['x-a: b', ' c'] }),
    status: 400,
    reason: 'malformed-request',
  },
  'a space before the colon': {
    says: () => request({ lines: ['Host: a', `x-kkiapay-secret : ${liveSecret}`] }),
    status: 400,
    reason: 'malformed-request',
  },
  'lines that end in LF alone': {
    says: () => request().toString('latin1').replace(/\r\n/g, '\n'),
    status: 400,
    reason: 'malformed-request',
  },
  'TLS on the port': {
    says: () => Buffer.from('16030100f8010000f40303', 'hex'),
    status: 400,
    reason: 'malformed-request',
  },
  'HTTP/2 out of the blue': {
    says: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    status: 400,
    reason: 'malformed-request',
  },
  noise: { says: () => randomBytes(256).fill(0x80, 0, 1), status: 400, reason: 'malformed-request' },
  'an unknown method': { says: () => request({ method: 'PAY' }), status: 400, reason: 'malformed-request' },
  'an unknown version': {
    says: () => request({ version: 'HTTP/9.9' }),
    status: 400,
    reason: 'malformed-request',
  },
  'chunks that are none': {
    says: () => request({ extra: ['Transfer-Encoding: chunked'], body: 'zz\r\n', length: null }),
    status: 400,
    reason: 'malformed-request',
  },
  'a body cut short': {
    says: () => request({ body: success().slice(0, 100), length: 250 }),
    halfClose: true,
    status: 400,
    reason: 'body-incomplete',
  },
  'chunks cut short': {
    says: () => request({ extra: ['Transfer-Encoding: chunked'], body: '40\r\n{"a"', length: null }),
    halfClose: true,
    status: 400,
    reason: 'body-incomplete',
  },
  'a head cut short': {
    says: () => request().subarray(0, 60),
    halfClose: true,
    status: 400,
    reason: 'body-incomplete',
  },
};

it.each(Object.entries(refused))('%s is turned away', (_name, call) => expectRefused(receiver, call));

it('after all that nothing is stored', async () => {
  expect(await receiver.eventCount()).toBe(0);
  expect(receiver.told.recorded).toEqual([]);
  expect(receiver.told.logged).toEqual([]);
});
