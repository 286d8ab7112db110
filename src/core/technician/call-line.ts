import * as v from 'valibot';
import { modes } from '../../shared/payment/payment';
import { refusalReasons } from '../../shared/diagnosis/refusal';
import { secretDiagnoses } from '../../shared/diagnosis/secret-diagnosis';
import type { HeardCall } from '../../shared/diagnosis/technician';
import type { WatchedCall } from '../receiver/call-watch';

/** A call with everything that is stored of it. */
export interface KeptCall {
  readonly call: HeardCall;
  readonly headers: WatchedCall['headers'];
  readonly body: Uint8Array | null;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const schema = v.object({
  id: v.pipe(count, v.minValue(1)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  tookMs: v.number(),
  method: v.string(),
  path: v.string(),
  status: v.nullable(count),
  provider: v.nullable(v.string()),
  mode: v.nullable(v.picklist(modes)),
  refusal: v.nullable(
    v.object({ reason: v.picklist(refusalReasons), diagnosis: v.nullable(v.picklist(secretDiagnoses)) }),
  ),
  headers: v.record(v.string(), v.string()),
  body: v.nullable(v.pipe(v.string(), v.base64())),
});

/** One line of the file of calls. The body is always in base64, so that received bytes limit the file's size. */
export function callLine({ call: { bodySize: _, ...call }, headers, body }: KeptCall): string {
  return `${JSON.stringify({ ...call, headers, body: body && Buffer.from(body).toString('base64') })}\n`;
}

/** Null where it is no such line. */
export function parseCallLine(line: string): KeptCall | null {
  try {
    const { headers, body: text, ...call } = v.parse(schema, JSON.parse(line));
    const body = text === null ? null : Buffer.from(text, 'base64');
    return { call: { ...call, bodySize: body?.length ?? null }, headers, body };
  } catch {
    return null;
  }
}
