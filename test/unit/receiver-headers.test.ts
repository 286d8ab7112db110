import { describe, expect, it } from 'vitest';
import { rawRefusal, statusOf } from '../../src/core/receiver/answers';
import { distinctHeaders, keptHeaders } from '../../src/core/receiver/headers';
import type { RefusalReason } from '../../src/shared/refusal';

describe('distinctHeaders', () => {
  it('lists every value under the lower-case name', () => {
    const headers = distinctHeaders(['X-A', '1', 'x-b', '2', 'x-a', '3']);
    expect(headers['x-a']).toEqual(['1', '3']);
    expect(headers['x-b']).toEqual(['2']);
  });

  it('takes the names of JavaScript for headers like any other', () => {
    const headers = distinctHeaders(['constructor', 'a', '__proto__', 'b', 'toString', 'c']);
    expect(headers.constructor).toEqual(['a']);
    expect(headers.__proto__).toEqual(['b']);
    expect(headers.tostring).toEqual(['c']);
    expect(headers.hasownproperty).toBeUndefined();
  });
});

describe('keptHeaders', () => {
  it('masks what is secret and joins what was repeated', () => {
    const headers = distinctHeaders(['X-Kkiapay-Secret', 'hush', 'Via', 'a', 'Via', 'b', '__proto__', 'c']);
    expect(JSON.stringify(keptHeaders(headers, ['x-kkiapay-secret']))).toBe(
      '{"x-kkiapay-secret":"••••","via":"a, b","__proto__":"c"}',
    );
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
