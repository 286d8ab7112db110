import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/shared/screens/base64url';
import {
  createDecryptor,
  createEncryptor,
  helloProof,
  isProof,
  sessionKeys,
  welcomeProof,
} from '../../src/shared/screens/frames';
import {
  agree,
  createKeyPair,
  deriveKey,
  encodeMessage,
  macOf,
} from '../../src/shared/screens/screen-crypto';
import { countedBytes } from '../support/screens/counted-bytes';

const key = countedBytes('a key')(32);
const otherKey = countedBytes('another key')(32);

describe('base64url', () => {
  it('equals Node’s encoding of the same bytes, and decodes to them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AB', 'ABC=', 'AA A', 'AA+A', 'é'])('does not read %j', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });
});

describe('a key', () => {
  it('depends on where one part ends and the next begins', () => {
    const [one, two] = [Uint8Array.of(1), Uint8Array.of(1, 2)];
    expect(macOf(key, 'x', one, two)).not.toEqual(macOf(key, 'x', two, one));
    expect(deriveKey('x', key, Uint8Array.of(1, 2), Uint8Array.of(3))).not.toEqual(
      deriveKey('x', key, Uint8Array.of(1), Uint8Array.of(2, 3)),
    );
  });

  it('is the same at both ends after they exchange only public halves', () => {
    const [a, b] = [createKeyPair(countedBytes('a')), createKeyPair(countedBytes('b'))];
    expect(agree(a.secret, b.public)).toEqual(agree(b.secret, a.public));
  });

  it('is not agreed upon with a public half that leads nowhere', () => {
    const { secret } = createKeyPair(countedBytes('a'));
    expect(agree(secret, new Uint8Array(32))).toBeNull();
    expect(agree(secret, new Uint8Array(31))).toBeNull();
  });
});

describe('frames', () => {
  it('carry any message over, in order', () => {
    const seal = createEncryptor(key);
    const open = createDecryptor(key);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const message = JSON.parse(JSON.stringify(value)) as unknown;
        expect(open(seal(encodeMessage(message)).frame)).toMatchObject({
          kind: 'opened',
          missed: 0,
          message,
        });
      }),
    );
  });

  it('are refused where they come a second time', () => {
    const { frame } = createEncryptor(key)(encodeMessage('pay'));
    const open = createDecryptor(key);
    expect(open(frame).kind).toBe('opened');
    expect(open(frame)).toEqual({ kind: 'stale' });
  });

  it('are not taken out of order, and tell how many never came', () => {
    const seal = createEncryptor(key);
    const [first, second, third] = [
      seal(encodeMessage(1)).frame,
      seal(encodeMessage(2)).frame,
      seal(encodeMessage(3)).frame,
    ];
    const open = createDecryptor(key);
    expect(open(second)).toMatchObject({ kind: 'opened', missed: 1 });
    expect(open(first)).toEqual({ kind: 'stale' });
    expect(open(third)).toMatchObject({ kind: 'opened', missed: 0 });
  });

  it('cannot be opened under another number', () => {
    const { frame } = createEncryptor(key)(encodeMessage('pay'));
    expect(createDecryptor(key)(frame.replace('1.', '2.'))).toEqual({ kind: 'altered' });
  });

  it('are not taken with any one sign changed, nor does such a one use up its number', () => {
    const { frame } = createEncryptor(key)(encodeMessage({ amountXof: 5_000 }));
    const open = createDecryptor(key);
    for (let at = 0; at < frame.length; at += 1) {
      const other = frame[at] === '7' ? '8' : '7';
      expect(open(frame.slice(0, at) + other + frame.slice(at + 1)).kind, `sign ${at}`).not.toBe('opened');
    }
    expect(open(frame).kind).toBe('opened');
  });

  it.each(['', '1', '1.', '.AA', '-1.AAAA', '1e3.AAAA', '9999999999999999.AAAA', 'é.é'])(
    'do not accept %j',
    (frame) => {
      expect(createDecryptor(key)(frame)).toEqual({ kind: 'altered' });
    },
  );

  it('of another device cannot be opened', () => {
    expect(createDecryptor(otherKey)(createEncryptor(key)(encodeMessage('pay')).frame)).toEqual({
      kind: 'altered',
    });
  });
});

describe('a session', () => {
  const [ofDevice, ofHub, later] = [countedBytes('d')(16), countedBytes('h')(16), countedBytes('l')(16)];

  it('has a key for each direction, and others the next time', () => {
    const { toHub, replies, events } = sessionKeys(key, ofDevice, ofHub);
    const next = sessionKeys(key, ofDevice, later);
    const all = [toHub, replies, events, next.toHub, next.replies, next.events];
    expect(new Set(all.map(toBase64url)).size).toBe(6);
  });

  it('takes no proof that was made for another hello, another hub or with another key', () => {
    const hello = helloProof(key, ofDevice);
    expect(isProof(hello, helloProof(key, ofDevice))).toBe(true);
    for (const expected of [helloProof(key, later), helloProof(otherKey, ofDevice)])
      expect(isProof(hello, expected)).toBe(false);
    const welcome = welcomeProof(key, ofDevice, ofHub, 'one');
    for (const expected of [
      welcomeProof(key, ofDevice, later, 'one'),
      welcomeProof(key, later, ofHub, 'one'),
      welcomeProof(key, ofDevice, ofHub, 'two'),
    ])
      expect(isProof(welcome, expected)).toBe(false);
  });
});
