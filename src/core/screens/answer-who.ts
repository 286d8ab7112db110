import type { Request, Response } from 'express';
import { fromBase64url } from '../../shared/screens/base64url';
import { nonceBytes, whoProof } from '../../shared/screens/frames';
import type { DeviceBook } from './device-book';

/**
 * Whether a screen's hub is at this address. A page from another address asks this, so any origin may read the answer.
 */
export function answerWho(book: Pick<DeviceBook, 'key'>, request: Request, response: Response): void {
  response.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
  const { id, c } = request.query;
  const { localAddress = '', localPort = 0 } = request.socket;
  const found = typeof id === 'string' ? book.key(id) : null;
  const challenge = typeof c === 'string' ? fromBase64url(c) : null;
  if (found?.kind !== 'opened' || challenge?.length !== nonceBytes) response.status(404).end();
  else response.json({ proof: whoProof(found.key, challenge, `${localAddress}:${localPort}`) });
}
