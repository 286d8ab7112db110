import type { CommandError } from '../../shared/bridge/contract';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { freshCursor, writeCursor } from './cursor-file';
import { keepRelayToken, newRelayToken, sha256, whatToTell, type MembershipParts } from './membership';
import { writeOutbox } from './outbox-file';
import { createRelayClient, RelayRefusal } from './relay-client';
import { takeBundle } from './shop-keys';

export interface JoinParts extends MembershipParts {
  readonly dataDir: string;
  readonly settings: SettingsFile;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

const refusals: Readonly<Record<number, JoinFailure['code']>> = {
  403: 'invitation-used',
  409: 'relay-address-taken',
};

/** Why an invitation is refused. */
export class JoinFailure extends Error {
  readonly code: Extract<CommandError, `invitation-${string}` | `relay-${string}`>;
  constructor(code: JoinFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface Invitation {
  readonly origin: string;
  readonly code: string;
  /** Opens the shop's keys, in a line from another counter; null: the relay does not have the shop yet. */
  readonly seed: Buffer | null;
}

/**
 * `https://relay.example/i/CODE`, with `#k=SEED` where another counter lets this one join. Plain HTTP only on this
 * computer.
 */
export function invitationIn(pasted: string): Invitation | null {
  const text = pasted.trim();
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin, pathname, hash } = new URL(text);
  const [, code] = /^\/i\/([\w-]{16,100})\/?$/.exec(pathname) ?? [];
  const [, seed] = /^#k=([\w-]{43})$/.exec(hash) ?? [];
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(hostname));
  if (!isSafe || code === undefined) return null;
  return { origin, code, seed: seed === undefined ? null : Buffer.from(seed, 'base64url') };
}

/**
 * Adds this shop to the relay, and stores that with the identity. Rejects with `JoinFailure` or `VaultShut`; then nothing
 * has changed, except that the invitation may be used up.
 */
export async function joinRelay(parts: JoinParts, pasted: string): Promise<{ readonly origin: string }> {
  const { keyring, settings, clock, dataDir } = parts;
  const invitation = invitationIn(pasted);
  if (invitation === null) throw new JoinFailure('invitation-malformed');
  const { origin, code, seed } = invitation;
  const client = createRelayClient({ origin, token: null, fetch: parts.fetch, clock });
  const failed = (error: unknown): never => {
    if (!(error instanceof RelayRefusal)) throw error;
    throw new JoinFailure(refusals[error.status ?? 0] ?? 'relay-unreachable', error);
  };
  const relayKey = await client.key().catch(failed);
  const token = newRelayToken();
  const { body, digest } = await whatToTell(parts, relayKey);
  const { bundle } = await client.join({ ...body, code, tokenSha256: sha256(token) }).catch(failed);
  if (bundle !== null && !(seed !== null && (await takeBundle(keyring, seed, bundle))))
    throw new JoinFailure('invitation-malformed');
  await keepRelayToken(keyring, token);
  await writeOutbox(dataDir, []);
  const joinedAt = new Date(clock.now()).toISOString();
  // Reset the place in the log first: if this computer stops in between, everything is read from the beginning.
  await writeCursor(dataDir, { ...freshCursor(origin, joinedAt, joinedAt), told: digest });
  // The first address of this shop is the one that is pasted at the provider.
  const isFirst = settings.current().pastedOrigin === null;
  await settings.change({ relay: { origin, joinedAt }, ...(isFirst && { pastedOrigin: origin }) });
  return { origin };
}
