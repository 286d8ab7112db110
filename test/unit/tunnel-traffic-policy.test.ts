import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { trafficPolicyFor } from '../../src/core/tunnel/traffic-policy';

const policyShape = v.object({
  on_http_request: v.pipe(
    v.array(
      v.object({
        expressions: v.array(v.string()),
        actions: v.array(
          v.object({ type: v.literal('deny'), config: v.object({ status_code: v.number() }) }),
        ),
      }),
    ),
    v.maxLength(5), // what the free plan allows
  ),
});

/** Only operators that mean the same in ngrok's language (CEL) and in JavaScript are used, so that it can be tried here. */
function denies(policy: string, method: string, path: string, headers: object = {}): boolean {
  const { on_http_request } = v.parse(policyShape, JSON.parse(policy));
  const req = { method, url: { path }, headers };
  return on_http_request.some(({ expressions }) =>
    expressions.every((expression) => runInNewContext(expression, { req }) === true),
  );
}

describe('the traffic policy', () => {
  const policy = trafficPolicyFor(
    [
      { method: 'POST', path: '/kkiapay/Ab_3-x' },
      { method: 'GET', path: '/self-test/42' },
    ],
    ['x-kkiapay-secret'],
  );

  it.each([
    ['POST', '/kkiapay/Ab_3-x'],
    ['POST', '/kkiapay/Ab_3-x/'],
    ['GET', '/self-test/42'],
  ])('lets %s %s through', (method, path) => {
    expect(denies(policy, method, path)).toBe(false);
  });

  it.each([
    ['GET', '/kkiapay/Ab_3-x'],
    ['POST', '/self-test/42'],
    ['POST', '/kkiapay/ab_3-x'],
    ['POST', '/kkiapay/Ab_3-x/more'],
    ['GET', '/'],
    ['GET', '/wp-login.php'],
  ])('denies %s %s', (method, path) => {
    expect(denies(policy, method, path)).toBe(true);
  });

  it('lets a provider with a wrong address through: its refused calls must be noticed', () => {
    const headers = { 'x-kkiapay-secret': ['any'] };
    for (const path of ['/kkiapay/Ab_3-x%20', '//kkiapay//Ab_3-x', '/kkiapay/old', '/'])
      expect(denies(policy, 'POST', path, headers)).toBe(false);
    expect(denies(policy, 'GET', '/kkiapay/old', headers)).toBe(true);
    expect(denies(policy, 'POST', '/kkiapay/old', { 'x-other': ['any'] })).toBe(true);
  });

  it('looks at no header’s value', () => {
    expect(policy).not.toMatch(/headers\[|headers\./);
  });

  it('refuses a header that could change the expression', () => {
    expect(() => trafficPolicyFor([], ["x' || 'y"])).toThrow('no header');
  });

  it('refuses a path that could change the expression', () => {
    for (const path of ["/a' || true || '", '/a"b', 'a', '/', '/a b', '/a\n']) {
      expect(() => trafficPolicyFor([{ method: 'POST', path }], [])).toThrow('no path');
    }
  });
});
