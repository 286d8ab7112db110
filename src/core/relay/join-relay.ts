import type { CommandError } from '../../shared/bridge/contract';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { freshCursor, writeCursor } from './cursor-file';
import { newRelayToken, sha256, whatToTell, type MembershipParts } from './membership';
import { createRelayClient, RelayRefusal } from './relay-client';

export interface JoinParts extends MembershipParts {
  readonly dataDir: string;
  readonly settings: SettingsFile;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** Why an invitation cannot be taken. */
export class JoinFailure extends Error {
  readonly code: Extract<CommandError, `invitation-${string}` | `relay-${string}`>;
  constructor(code: JoinFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** `https://relay.example/i/CODE`. In clear only on this computer. */
export function invitationIn(pasted: string): { readonly origin: string; readonly code: string } | null {
  const text = pasted.trim();
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin, pathname } = new URL(text);
  const [, code] = /^\/i\/([\w-]{16,100})\/?$/.exec(pathname) ?? [];
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(hostname));
  return isSafe && code !== undefined ? { origin, code } : null;
}

/**
 * Makes this shop one of the relay's, and keeps that with what the provider holds. Rejects with `JoinFailure`, or with
 * `VaultShut`; then all is as it was, but for an invitation that may be used.
 */
export async function joinRelay(parts: JoinParts, pasted: string): Promise<{ readonly origin: string }> {
  const { keyring, settings, clock, dataDir } = parts;
  const invitation = invitationIn(pasted);
  if (invitation === null) throw new JoinFailure('invitation-malformed');
  const { origin, code } = invitation;
  const client = createRelayClient({ origin, token: null, fetch: parts.fetch, clock });
  const failed = (error: unknown): never => {
    if (!(error instanceof RelayRefusal)) throw error;
    const isUsed = error.status === 403;
    throw new JoinFailure(isUsed ? 'invitation-used' : 'relay-unreachable', error);
  };
  const relayKey = await client.key().catch(failed);
  const token = await newRelayToken(keyring);
  const { body, digest } = await whatToTell(parts, relayKey);
  await client.join({ ...body, code, tokenSha256: sha256(token) }).catch(failed);
  const joinedAt = new Date(clock.now()).toISOString();
  // The place first: should this computer stop in between, all is read from the beginning.
  await writeCursor(dataDir, { ...freshCursor(origin, joinedAt, joinedAt), told: digest });
  // The first address that this shop has is the one that is pasted at the provider.
  const isFirst = settings.current().pastedOrigin === null;
  await settings.change({ relay: { origin, joinedAt }, ...(isFirst && { pastedOrigin: origin }) });
  return { origin };
}
