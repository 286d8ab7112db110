import { describe, expect, it } from 'vitest';
import { doubtFrom, verdictOn } from '../../src/core/tunnel/errors';

const verdict = (code: string | null, message = 'no') => verdictOn({ stage: 'connect', code, message });

describe('what ngrok says, and what follows from it', () => {
  it.each([
    ['ERR_NGROK_105', 'paste-new-token'],
    ['ERR_NGROK_107', 'paste-new-token'],
    ['ERR_NGROK_4018', 'create-account'],
    ['ERR_NGROK_123', 'verify-email'],
    ['ERR_NGROK_120', 'update-app'],
    ['ERR_NGROK_121', 'update-app'],
    ['ERR_NGROK_338', 'account-suspended'],
    ['ERR_NGROK_8014', 'account-suspended'],
  ])('%s is nothing to wait for: %s', (code, advice) => {
    expect(verdict(code)).toEqual({ kind: 'refuse', advice });
  });

  it.each([
    ['ERR_NGROK_108', { kind: 'retry', trouble: 'session-limit' }],
    ['ERR_NGROK_324', { kind: 'retry', trouble: 'unknown' }],
    ['ERR_NGROK_333', { kind: 'retry', trouble: 'unknown' }],
    ['ERR_NGROK_334', { kind: 'rebind', trouble: 'endpoint-taken' }],
    ['ERR_NGROK_313', { kind: 'drop', wish: 'domain' }],
    ['ERR_NGROK_401', { kind: 'drop', wish: 'domain' }],
    ['ERR_NGROK_2200', { kind: 'drop', wish: 'trafficPolicy' }],
    ['ERR_NGROK_2201', { kind: 'drop', wish: 'trafficPolicy' }],
    ['ERR_NGROK_9016', { kind: 'drop', wish: 'trafficPolicy' }],
    ['ERR_NGROK_9017', { kind: 'drop', wish: 'trafficPolicy' }],
    ['ERR_NGROK_31337', { kind: 'retry', trouble: 'unknown' }],
  ])('%s can be cured: %o', (code, expected) => {
    expect(verdict(code)).toEqual(expected);
  });

  it('distinguishes a missing network from a foreign certificate', () => {
    expect(verdict(null, 'failed to connect session: failed to establish tcp connection')).toEqual({
      kind: 'retry',
      trouble: 'network',
    });
    expect(verdict(null, 'failed to connect session: tls handshake error')).toEqual({ kind: 'other-roots' });
  });

  it('does not take a module that fails to load for a network failure', () => {
    const failure = {
      stage: 'load',
      code: null,
      message: 'The specified module could not be found.',
    } as const;
    expect(verdictOn(failure)).toEqual({ kind: 'refuse', advice: 'install-runtime' });
  });

  it.each([
    ['ERR_NGROK_727', 'quota'],
    ['ERR_NGROK_725', 'quota'],
    ['ERR_NGROK_3200', 'not-routed'],
    ['ERR_NGROK_3004', 'not-routed'],
    ['ERR_NGROK_8012', 'unclear'],
    [null, 'unclear'],
  ])('reads a failed self-test with %s as %s', (code, doubt) => {
    expect(doubtFrom({ kind: 'failed', status: null, code })).toBe(doubt);
  });
});
