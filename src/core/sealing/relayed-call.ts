import * as v from 'valibot';
import type { Mode } from '../../shared/payment/payment';

/**
 * An authenticated call on its way through a relay: its body and headers, which the counter reads as if it had come
 * directly.
 */
export interface RelayedCall {
  readonly provider: string;
  readonly mode: Mode;
  /** Lower-case names; secrets already masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}

const schema = v.object({
  provider: v.string(),
  mode: v.picklist(['live', 'sandbox']),
  headers: v.record(v.string(), v.string()),
  body: v.pipe(v.string(), v.base64()),
});

export function packCall({ provider, mode, headers, rawBody }: RelayedCall): Buffer {
  const body = Buffer.from(rawBody).toString('base64');
  return Buffer.from(JSON.stringify({ provider, mode, headers, body }));
}

/** Null for anything that no relay packed. */
export function unpackCall(packed: Uint8Array): RelayedCall | null {
  try {
    const { body, ...call } = v.parse(schema, JSON.parse(Buffer.from(packed).toString()));
    return { ...call, rawBody: Buffer.from(body, 'base64') };
  } catch {
    return null;
  }
}
