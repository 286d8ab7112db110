import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import type { Call } from './call';
import type { EnterUnproven } from './unproven-bytes';

/** A payment takes one kilobyte; the data that a shop's page adds may take more. */
export const maxBodyBytes = 1024 * 1024;
/** No network splits so few bytes into more pieces than this, and each piece costs far more time than its bytes. */
const maxPieces = 65_536;

/** Emitted on a request, with the reason, where Node's parser failed on its body: Node reports it only on the socket. */
export const bodyInterrupted = Symbol('body interrupted');

export type ReadBody =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: RefusalReason };

/** Reads the body of a call unless its head excludes that: a sender that asked first need not send an unwanted body. */
export async function takeBody(
  { request, response }: Call,
  enterUnproven: EnterUnproven | null,
): Promise<ReadBody> {
  const objection = objectionTo(request.headers);
  if (objection !== null) return { ok: false, reason: objection };
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  return readBody(request, enterUnproven);
}

/** Why a body is not worth reading, by its headers. */
function objectionTo(headers: IncomingHttpHeaders): RefusalReason | null {
  const { 'content-encoding': encoding = '', 'content-length': length } = headers;
  // Never decompress: a few bytes could become gigabytes, and nobody compresses 600.
  if (!/^(identity)?$/i.test(encoding.trim())) return 'encoding-not-supported';
  return Number(length) > maxBodyBytes ? 'body-too-large' : null;
}

/**
 * The exact bytes of a body. The usual middleware answers 413 only once the sender has finished, so a sender that never
 * finishes would hold memory. `enterUnproven`: for a sender that only the body can authenticate. Never rejects.
 */
function readBody(request: IncomingMessage, enterUnproven: EnterUnproven | null): Promise<ReadBody> {
  return new Promise((resolve) => {
    // One block instead of the pieces: a million one-byte pieces would take a hundred megabytes.
    let block = Buffer.alloc(0);
    let size = 0;
    let pieces = 0;
    const unproven = enterUnproven?.(() => settle({ ok: false, reason: 'too-many' }));
    const settle = (body: ReadBody): void => {
      unproven?.left();
      request.off('data', collect).off('end', finish).off('close', giveUp).off('error', giveUp);
      request.off(bodyInterrupted, interrupt);
      resolve(body);
    };
    const collect = (chunk: Buffer): void => {
      pieces += 1;
      const grown = size + chunk.length;
      if (grown > maxBodyBytes || pieces > maxPieces) {
        settle({ ok: false, reason: 'body-too-large' });
        return;
      }
      if (grown > block.length)
        block = Buffer.concat([block], Math.max(grown, Math.min(2 * size, maxBodyBytes)));
      chunk.copy(block, size);
      size = grown;
      unproven?.grew(chunk.length);
    };
    const finish = (): void =>
      settle({ ok: true, bytes: size === block.length ? block : Buffer.from(block.subarray(0, size)) });
    const giveUp = (): void => settle({ ok: false, reason: 'body-incomplete' });
    const interrupt = (reason: RefusalReason): void => settle({ ok: false, reason });
    request.on('data', collect).once('end', finish).once('close', giveUp).once('error', giveUp);
    request.once(bodyInterrupted, interrupt);
  });
}
