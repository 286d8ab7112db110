import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket, type AddressInfo } from 'node:net';
import type { RefusalReason } from '../../shared/refusal';
import type { Clock, Log } from '../ports';
import { rawRefusal } from './answers';
import { bodyInterrupted } from './read-body';
import type { Refusals } from './refusals';

/** Node's own defaults (60 s, 300 s, 30 s) let a few slow senders hold the counter's door for minutes. */
const timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 8_000,
  connectionsCheckingInterval: 500,
  // Longer than a tunnel keeps an idle connection: closing one on which a call is just coming would lose the call.
  keepAliveTimeout: 120_000,
};

/** More connections than this at once are a flood; each takes a file descriptor, and the ledger needs some. */
const maxConnections = 4_000;

export interface ReceiverServer {
  /** Resolves with the port it got on 127.0.0.1; rejects with the system's own error. */
  listen(port: number): Promise<number>;
  /** Takes no new connection, lets calls under way end, and after `patienceMs` cuts off those that do not. */
  close(patienceMs: number): Promise<void>;
}

/** The HTTP server around the app: limits, and an answer where Node's parser gives up before there is a request. */
export function createReceiverServer(
  app: RequestListener,
  { refusals, clock, log }: { readonly refusals: Refusals; readonly clock: Clock; readonly log: Log },
): ReceiverServer {
  /** Connections on which no call has come yet. */
  const silent = new Set<Duplex>();
  const newest = new WeakMap<Duplex, ServerResponse>();
  const serve: RequestListener = (request, response) => {
    const { socket } = request;
    silent.delete(socket);
    // Behind a refused call on the same connection: nobody would hear the answer.
    if (socket.writableEnded) return;
    newest.set(socket, response);
    app(request, response);
  };
  const server = createServer({ ...timeouts, maxHeaderSize: 8 * 1024, requireHostHeader: false }, serve);
  server.maxConnections = maxConnections;
  // The size is the limit. Beyond a count Node drops headers in silence, and the second secret might be among them.
  server.maxHeadersCount = 0;
  // Left alone: `maxRequestsPerSocket` would answer 503 to valid calls.
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('checkContinue', serve);
  server.on('checkExpectation', serve);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    refusals.record('method-not-allowed', null);
    socket.end(rawRefusal('method-not-allowed'));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const reason = reasonOf(error);
    const last = newest.get(socket);
    // A complete body is none of this error's business, read or not.
    if (last?.req.complete === false && last.req.emit(bodyInterrupted, reason)) return;
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    // A connection on which nothing was ever said is no call.
    if (!(socket instanceof Socket) || socket.bytesRead > 0) refusals.record(reason, null);
    const end = (): void => void socket.end(rawRefusal(reason), () => socket.destroy());
    if (last === undefined || last.writableFinished) end();
    else last.once('close', end);
  });

  return {
    async listen(port) {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      server.on('error', (error) => log(`the receiver's server: ${String(error)}`));
      // A listening TCP server has an address of this kind.
      return (server.address() as AddressInfo).port;
    },
    async close(patienceMs) {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // Node counts a connection that never spoke among the busy ones.
      for (const socket of silent) socket.destroy();
      const cancel = clock.after(patienceMs, () => server.closeAllConnections());
      await closed;
      cancel();
    },
  };
}

function reasonOf({ code }: NodeJS.ErrnoException): RefusalReason {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 'headers-too-large';
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'body-too-large';
    case 'HPE_INVALID_EOF_STATE':
    case 'ECONNRESET':
      return 'body-incomplete';
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'too-slow';
    default:
      return 'malformed-request';
  }
}
