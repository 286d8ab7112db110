import type { TunnelAdvice, TunnelTrouble } from '../../shared/state/tunnel';
import type { Failure } from './child-protocol';
import type { SelfTestResult } from './self-test';

/** What to do about a failure. */
export type Verdict =
  /** Retries cannot solve it. */
  | { readonly kind: 'refuse'; readonly advice: TunnelAdvice }
  /** Try again, each time a little later. */
  | { readonly kind: 'retry'; readonly trouble: TunnelTrouble }
  /** Keep the session, ask for the endpoint again. */
  | { readonly kind: 'rebind'; readonly trouble: TunnelTrouble }
  /** Ask for less. */
  | { readonly kind: 'drop'; readonly wish: 'domain' | 'trafficPolicy' }
  /** A program between ngrok and us shows its own certificate. */
  | { readonly kind: 'other-roots' };

const refuse = (advice: TunnelAdvice): Verdict => ({ kind: 'refuse', advice });
const unknown: Verdict = { kind: 'retry', trouble: 'unknown' };
const dropPolicy: Verdict = { kind: 'drop', wish: 'trafficPolicy' };
const dropDomain: Verdict = { kind: 'drop', wish: 'domain' };

/** https://ngrok.com/docs/errors/reference, the ones that an agent meets. */
const verdicts: Readonly<Record<string, Verdict>> = {
  ERR_NGROK_105: refuse('paste-new-token'),
  ERR_NGROK_107: refuse('paste-new-token'),
  ERR_NGROK_4018: refuse('create-account'),
  ERR_NGROK_123: refuse('verify-email'),
  ERR_NGROK_120: refuse('update-app'),
  ERR_NGROK_121: refuse('update-app'),
  ERR_NGROK_338: refuse('account-suspended'),
  ERR_NGROK_8014: refuse('account-suspended'),
  ERR_NGROK_108: { kind: 'retry', trouble: 'session-limit' },
  ERR_NGROK_334: { kind: 'rebind', trouble: 'endpoint-taken' },
  ERR_NGROK_313: dropDomain,
  ERR_NGROK_401: dropDomain,
  ERR_NGROK_9016: dropPolicy,
  ERR_NGROK_9017: dropPolicy,
};

export function verdictOn({ stage, code, message }: Pick<Failure, 'stage' | 'code' | 'message'>): Verdict {
  if (stage === 'load') return refuse('install-runtime');
  if (code === null) {
    return /tls handshake/i.test(message) ? { kind: 'other-roots' } : { kind: 'retry', trouble: 'network' };
  }
  if (/^ERR_NGROK_22\d\d$/.test(code)) return dropPolicy;
  return verdicts[code] ?? unknown;
}

/** What a failed self-test says about the existing session. */
export function doubtFrom(
  result: Extract<SelfTestResult, { kind: 'failed' }>,
): 'quota' | 'not-routed' | 'unclear' {
  switch (result.code) {
    case 'ERR_NGROK_725':
    case 'ERR_NGROK_726':
    case 'ERR_NGROK_727':
    case 'ERR_NGROK_728':
    case 'ERR_NGROK_729':
      return 'quota';
    case 'ERR_NGROK_3200':
    case 'ERR_NGROK_3004':
      return 'not-routed';
    default:
      return 'unclear';
  }
}
