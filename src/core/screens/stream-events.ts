import type { Request, Response } from 'express';
import type { EncryptedFrame } from '../../shared/screens/frames';
import type { Clock } from '../ports';
import type { EventSink, Session } from './sessions';

/** A page that reads nothing counts as gone; if it is still there, it asks again for what it missed. */
const mostUnread = 1024 * 1024;
const pollMs = 25_000;

/** Server-sent events; the browser itself comes back with the number of the last one it read. */
export function streamEvents(session: Session, request: Request, response: Response): void {
  const send = ({ number, frame }: EncryptedFrame): void => {
    if (response.writableLength > mostUnread) response.destroy();
    // An antivirus program may hold an event back until the next one arrives, so an empty one follows each.
    else response.write(`id: ${number}\ndata: ${frame}\n\nevent: push\ndata:\n\n`);
  };
  const sink: EventSink = { send, end: () => response.end() };
  response.set('content-type', 'text/event-stream');
  const after = numberIn(request.headers['last-event-id'] ?? request.query.after);
  const outcome = session.attach(sink, after);
  if (outcome !== 'attached') {
    // The page starts a new session.
    response.status(outcome === 'taken' ? 409 : 410).end();
    return;
  }
  response.flushHeaders();
  response.on('close', () => session.detach(sink));
}

/** For a page behind a program that holds streams back: waits for the next event, but no longer than browsers wait. */
export async function pollEvents(
  session: Session,
  clock: Pick<Clock, 'after'>,
  request: Request,
  response: Response,
): Promise<void> {
  let giveUp = (): void => undefined;
  const timeout = new Promise<void>((resolve) => (giveUp = resolve));
  const cancel = clock.after(pollMs, giveUp);
  response.on('close', giveUp);
  const events = await session.poll(numberIn(request.query.after), timeout);
  cancel();
  if (events === null) response.status(410).end();
  else response.json({ frames: events.map(({ frame }) => frame) });
}

function numberIn(value: unknown): number {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : 0;
}
