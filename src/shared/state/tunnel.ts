/** Why the tunnel is not online, while it retries by itself. Codes; the sentences are in the text catalogue. */
export type TunnelTrouble =
  | 'network'
  | 'tls-interception'
  | 'silent-link'
  | 'child-died'
  | 'timed-out'
  | 'self-test-failed'
  | 'quota-spent'
  | 'session-limit'
  | 'endpoint-taken'
  | 'stopped-by-dashboard'
  | 'unknown';

/** What the merchant should do about a refusal that retries cannot solve. */
export type TunnelAdvice =
  | 'paste-new-token'
  | 'create-account'
  | 'verify-email'
  | 'update-app'
  | 'account-suspended'
  | 'install-runtime'
  | 'paste-cloudflare-token'
  | 'install-cloudflared'
  | 'type-public-address';

export type TunnelState =
  /** Switched off, or the shop has a public address of its own. */
  | { readonly kind: 'off' }
  | { readonly kind: 'token-missing' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  /** Connected, but not yet tested from outside. */
  | { readonly kind: 'proving'; readonly url: string }
  | { readonly kind: 'online'; readonly url: string; readonly since: string }
  | {
      readonly kind: 'retrying';
      readonly attempt: number;
      /** ISO instant. */
      readonly nextAttemptAt: string;
      readonly reason: TunnelTrouble;
      /** ERR_NGROK_nnn, where the edge gave one. */
      readonly code: string | null;
    }
  /** Stopped until the merchant does something. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly advice: TunnelAdvice };

/** The public address that works, or is about to; null where there is none. */
export function publicUrlOf(tunnel: TunnelState): string | null {
  return tunnel.kind === 'online' || tunnel.kind === 'proving' ? tunnel.url : null;
}
