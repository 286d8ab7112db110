import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RefusalReason } from '../../shared/diagnosis/refusal';

const maxBodyBytes = 64 * 1024;

/** Emitted on a request, with the reason, where Node's parser gave up on its body: it tells the socket alone. */
export const bodyInterrupted = Symbol('body interrupted');

export type ReadBody =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: RefusalReason };

/** Why a body is not worth reading, as far as the headers tell. */
export function objectionTo(headers: IncomingHttpHeaders): RefusalReason | null {
  const { 'content-encoding': encoding = '', 'content-length': length } = headers;
  // Never inflated: a few bytes could become gigabytes, and nobody compresses 600.
  if (!/^(identity)?$/i.test(encoding.trim())) return 'encoding-not-supported';
  return Number(length) > maxBodyBytes ? 'body-too-large' : null;
}

/**
 * The bytes of a body exactly as they came. The usual middleware waits for the sender to finish before it says 413; a
 * sender that never finishes would keep its memory. Never rejects.
 */
export function readBody(request: IncomingMessage): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: ReadBody): void => {
      request.off('data', collect).off('end', finish).off('close', giveUp).off('error', giveUp);
      request.off(bodyInterrupted, interrupt);
      resolve(body);
    };
    const collect = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBodyBytes) settle({ ok: false, reason: 'body-too-large' });
      else chunks.push(chunk);
    };
    const finish = (): void => settle({ ok: true, bytes: Buffer.concat(chunks, size) });
    const giveUp = (): void => settle({ ok: false, reason: 'body-incomplete' });
    const interrupt = (reason: RefusalReason): void => settle({ ok: false, reason });
    request.on('data', collect).once('end', finish).once('close', giveUp).once('error', giveUp);
    request.once(bodyInterrupted, interrupt);
  });
}
