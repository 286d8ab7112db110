import { kkiapayBody } from '../../src/core/kkiapay/play';
import type { RefusalReason } from '../../src/shared/diagnosis/refusal';
import { expect } from 'vitest';
import { livePath, liveSecret, type ListeningReceiver } from './listening-receiver';
import { rawCall, requestBytes, type RawRequest } from './raw-call';
import { realNow } from './real-now';

/** Calls byte for byte, and what must come of one that is turned away. */

let payments = 0;

/** A success nobody sent before. */
export function success(changes: Record<string, unknown> = {}): string {
  const at = new Date(realNow()).toISOString();
  const body = kkiapayBody({
    event: 'success',
    amountXof: 1000,
    at,
    transactionId: `call-${(payments += 1)}`,
  });
  return JSON.stringify({ ...(JSON.parse(body) as object), ...changes });
}

/** A success with one member written by hand. */
export function spelled(member: string, text: string): string {
  return success({ [member]: '§' }).replace('"§"', text);
}

export function request(bent: RawRequest = {}): Buffer {
  return requestBytes(liveSecret, livePath, { body: success(), ...bent });
}

/** One header line for each of the secrets. */
export function withSecret(...secrets: string[]): Buffer {
  return request({ lines: ['Host: shop.test', ...secrets.map((secret) => `x-kkiapay-secret: ${secret}`)] });
}

/** The only lines a call needs. */
export const honest = ['Host: shop.test', `x-kkiapay-secret: ${liveSecret}`];

export function chunked(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

export interface Refused {
  readonly says: () => string | Uint8Array | (string | Uint8Array)[];
  readonly status: number;
  readonly reason: RefusalReason;
  /** The sender ends its half. */
  readonly halfClose?: boolean;
  /** Read to its last byte: the connection is not ended. */
  readonly stays?: boolean;
}

/**
 * One answer, at once, that says nothing more; one refusal counted; nothing stored; the connection ended. Where it stays,
 * a payment that follows on it is taken.
 */
export async function expectRefused(
  receiver: ListeningReceiver,
  { says, status, reason, halfClose = false, stays = false }: Refused,
): Promise<void> {
  const before = receiver.counted(reason);
  const stored = receiver.told.recorded.length;
  const said = says();
  async function* parts() {
    yield* Array.isArray(said) ? said : [said];
    if (!stays) return;
    await expect.poll(() => receiver.counted(reason), { interval: 1 }).toBe(before + 1);
    yield request({ extra: ['Connection: close'] });
  }
  const talk = await rawCall({ port: receiver.port, parts: parts(), halfClose });
  expect(talk.answers.map((answer) => answer.status)).toEqual(stays ? [status, 200] : [status]);
  expect(talk.answers[0]).toMatchObject({
    body: '',
    headers: { connection: stays ? 'keep-alive' : 'close', 'content-length': '0' },
  });
  expect(talk.answers[0]?.headers.allow).toBe(status === 405 ? 'POST' : undefined);
  expect(talk.ended).toBe(true);
  // Long before any timeout could have answered.
  expect(talk.firstByteMs).toBeLessThan(2_000);
  expect(receiver.counted(reason)).toBe(before + 1);
  expect(receiver.told.recorded).toHaveLength(stays ? stored + 1 : stored);
}
