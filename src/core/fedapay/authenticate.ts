import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  nothingShut,
  type Authentication,
  type DistinctHeaders,
  type Proof,
  type ProveWithBody,
  type ShutSecrets,
} from '../provider';

/** `t=<unix seconds>,s=<hex>`. The signature is the HMAC-SHA256 of `<t>.<the body's bytes>`. */
export const signatureHeader = 'x-fedapay-signature';

/** The limit of FedaPay's own libraries. A call from the future only means that our clock is slow. */
const toleranceMs = 300_000;

/** An HMAC needs the secret itself: its digest is not enough. */
export function authenticate(
  headers: DistinctHeaders,
  secrets: readonly string[],
  shut: ShutSecrets = nothingShut,
): Authentication {
  const accepted = secrets.filter((secret) => secret !== '');
  if (accepted.length === 0 && !shut.isUnprovable)
    return { ok: false, reason: 'no-secret-configured', diagnosis: null };
  const values = headers[signatureHeader] ?? [];
  if (values.length > 1) return { ok: false, reason: 'secret-repeated', diagnosis: null };
  const [header = ''] = values;
  if (header === '') return { ok: false, reason: 'secret-missing', diagnosis: 'absent' };
  const signed = parseHeader(header);
  if (signed === null) return wrong;
  // Without a readable secret nothing can be authenticated, so the body need not be read.
  if (accepted.length === 0) return shutNow;
  return { ok: 'with-body', prove: proofOf(signed, accepted, shut.isUnprovable ? shutNow : wrong) };
}

interface Signed {
  /** As written in the header, because it is signed. */
  readonly time: string;
  readonly signatures: readonly string[];
}

const wrong = { ok: false, reason: 'secret-wrong', diagnosis: 'different' } as const satisfies Proof;

const shutNow = { ok: false, reason: 'vault-shut', diagnosis: null } as const satisfies Proof;

function parseHeader(header: string): Signed | null {
  const pairs = header.split(',').map((pair) => pair.trim().split('='));
  const valuesOf = (name: string): string[] =>
    pairs.flatMap(([key, value]) => (key === name && value !== undefined ? [value] : []));
  const [time, another] = valuesOf('t');
  const signatures = valuesOf('s').filter((signature) => /^[0-9a-f]{64}$/i.test(signature));
  if (time === undefined || another !== undefined || !/^\d{1,12}$/.test(time)) return null;
  return signatures.length === 0 ? null : { time, signatures };
}

function proofOf(
  { time, signatures }: Signed,
  secrets: readonly string[],
  unlessMatched: Proof,
): ProveWithBody {
  return (rawBody, now) => {
    let matches = false;
    for (const secret of secrets) {
      const expected = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest();
      for (const signature of signatures)
        matches = timingSafeEqual(Buffer.from(signature, 'hex'), expected) || matches;
    }
    if (!matches) return unlessMatched;
    // An old call may be a recording. Under a wrong clock every call looks old, so accept the signature alone: the ledger
    // recognises repeated calls.
    const isRecent = now === null || Math.abs(now - Number(time) * 1000) <= toleranceMs;
    return isRecent ? { ok: true } : { ok: false, reason: 'secret-wrong', diagnosis: 'too-old' };
  };
}
