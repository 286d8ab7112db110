import type { IncomingMessage } from 'node:http';
import type { Clock } from '../ports';

const lingerMs = 500;

/**
 * Ends a refused call's connection without a reset. Closed with bytes of its body unread, a socket sends one, and it may
 * overtake the answer: a sender busy with a large body would see a broken line where we said 401. So we finish our half
 * and throw away what still comes, for a moment.
 */
export function lingerAfter(request: IncomingMessage, clock: Clock): void {
  const { socket } = request;
  const destroySoon = socket.destroySoon.bind(socket);
  // What Node calls once the answer is written.
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
