import type { IncomingMessage } from 'node:http';
import type { Clock } from '../ports';

const lingerMs = 500;

/**
 * Ends a refused call's connection without a reset. A socket closed with unread bytes sends a reset, which may overtake
 * the answer: a sender of a large body would see a broken connection instead of the 401. So end our half, and discard for
 * a moment what still arrives.
 */
export function lingerAfter(request: IncomingMessage, clock: Clock): void {
  const { socket } = request;
  const destroySoon = socket.destroySoon.bind(socket);
  // Node calls this once the answer is written.
  socket.destroySoon = () => {
    if (request.complete) {
      destroySoon();
      return;
    }
    socket.end();
    const cancel = clock.after(lingerMs, () => socket.destroy());
    socket.once('close', cancel);
  };
}
