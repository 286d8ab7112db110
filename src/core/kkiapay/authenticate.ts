import * as crypto from 'node:crypto';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretDiagnosis } from '../../shared/diagnosis/secret-diagnosis';
import { nothingShut, type DistinctHeaders, type Proof, type ShutSecrets } from '../provider';

/**
 * The header contains the hash secret itself, in clear. KKiaPay signs nothing: checking an HMAC here would refuse every
 * payment.
 */
export const secretHeader = 'x-kkiapay-secret';

export function authenticate(
  headers: DistinctHeaders,
  secrets: readonly string[],
  shut: ShutSecrets = nothingShut,
): Proof {
  const accepted = secrets.filter((secret) => secret !== '');
  const isConfigured = accepted.length + shut.digests.length > 0 || shut.isUnprovable;
  if (!isConfigured) return { ok: false, reason: 'no-secret-configured', diagnosis: null };
  const values = headers[secretHeader] ?? [];
  // With two values, a proxy and this program might use different ones.
  if (values.length > 1) return { ok: false, reason: 'secret-repeated', diagnosis: null };
  const [received = ''] = values;
  if (received === '') return { ok: false, reason: 'secret-missing', diagnosis: 'absent' };
  const expected = [...accepted.map(digest), ...shut.digests.map((text) => Buffer.from(text, 'hex'))];
  if (matchesOne(received, expected)) return { ok: true };
  if (shut.isUnprovable) return { ok: false, reason: 'vault-shut', diagnosis: null };
  return { ok: false, reason: 'secret-wrong', diagnosis: diagnose(received, accepted) };
}

/** Compares every secret, by digests of equal length: the time tells neither which one matched nor its length. */
function matchesOne(received: string, expected: readonly Buffer[]): boolean {
  // Node decodes header bytes as Latin-1. An accented secret sent as UTF-8 must match too.
  const readings = isAscii(received) ? [received] : [received, Buffer.from(received, 'latin1')];
  const digests = readings.map(digest);
  let matches = false;
  for (const one of expected) for (const actual of digests) matches = timingSafeEqual(actual, one) || matches;
  return matches;
}

/**
 * Node's one-step hash is three times as fast where it exists; Electron 25 (Node 18) lacks it. In a flood each call needs
 * two.
 */
function digest(value: string | Uint8Array): Buffer {
  if ('hash' in crypto) return crypto.hash('sha256', value, 'buffer');
  return createHash('sha256').update(value).digest();
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Which common mistake the wrong secret looks like, without revealing anything that helps to guess it. */
function diagnose(received: string, accepted: readonly string[]): SecretDiagnosis {
  const sent = received.trim();
  const known = accepted.map((secret) => secret.trim());
  // Without spaces at either end, this comparison was already made.
  const hasSpaces = sent !== received || known.some((secret, at) => secret !== accepted[at]);
  if (hasSpaces && matchesOne(sent, known.map(digest))) return 'spaces-at-the-edges';
  if (/^(sha256=)?[0-9a-f]{64}$/i.test(received)) return 'looks-like-hmac';
  // Private and secret keys are prefixed, public ones are bare hexadecimal.
  if (/^t?[ps]k_|^[0-9a-f]{32}$|^[0-9a-f]{40}$/i.test(received)) return 'looks-like-api-key';
  return accepted.some((secret) => secret.length === received.length) ? 'different' : 'other-length';
}
