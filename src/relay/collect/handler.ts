import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Device } from '../store/shops';

/** The answer to send; `answered`: it was already sent. */
export type Answer =
  { readonly status: number; readonly json?: unknown; readonly text?: string } | 'answered';
export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<Answer>;
/** The handlers by request, as in `GET /healthz`. */
export type Handlers = Readonly<Record<string, Handler>>;

/** The device whose token the request carries. Rejects with `Refused` for an unknown token, or another kind of device. */
export type Known = (request: IncomingMessage, kind: Device['kind'] | 'any') => Promise<Device>;
