import { describe, expect, it } from 'vitest';
import { rawRefusal, statusOf } from '../../src/core/receiver/answers';
import { createKeepHeaders, distinctHeaders } from '../../src/core/receiver/headers';
import type { RefusalReason } from '../../src/shared/diagnosis/refusal';

describe('distinctHeaders', () => {
  it('lists every value under the lower-case name', () => {
    const headers = distinctHeaders(['X-A', '1', 'x-b', '2', 'x-a', '3']);
    expect(headers['x-a']).toEqual(['1', '3']);
    expect(headers['x-b']).toEqual(['2']);
  });

  it('treats names of JavaScript properties as ordinary headers', () => {
    const headers = distinctHeaders(['constructor', 'a', '__proto__', 'b', 'toString', 'c']);
    expect(headers.constructor).toEqual(['a']);
    expect(headers.__proto__).toEqual(['b']);
    expect(headers.tostring).toEqual(['c']);
    expect(headers.hasownproperty).toBeUndefined();
  });
});

describe('headers that are kept', () => {
  const keep = createKeepHeaders(['x-proof'], () => ['Zq7kP2vXw9', 'clé-à-moi', '']);
  const kept = (...rawHeaders: string[]): string => JSON.stringify(keep(distinctHeaders(rawHeaders)));

  it('have secrets masked and repeated values joined', () => {
    expect(kept('X-Proof', 'hush', 'Via', 'a', 'Via', 'b', '__proto__', 'c')).toBe(
      '{"x-proof":"****","via":"a, b","__proto__":"c"}',
    );
  });

  it.each([
    ['x-secret-key', 'hush'],
    ['Authorization', 'Bearer hush'],
    ['x-private-key', 'hush'],
    ['x-webhook-token', 'hush'],
    ['x-kkiapay', 'Zq7kP2vXw9'],
    ['x-anything', 'the secret is Zq7kP2vXw9, they said'],
    ['x-accents', Buffer.from('clé-à-moi').toString('latin1')],
  ])('show nothing of a secret under a wrong name: %s', (name, value) => {
    expect(kept(name, value)).toBe(`{"${name.toLowerCase()}":"****"}`);
  });
});

describe('rawRefusal', () => {
  it.each(Object.entries(statusOf) as [RefusalReason, number][])(
    'answers %s with %i and ends the connection',
    (reason, status) => {
      const [head = '', body] = rawRefusal(reason).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
      expect(head).toContain('connection: close');
      expect(body).toBe('');
      expect(status).toBeGreaterThanOrEqual(400);
    },
  );
});
