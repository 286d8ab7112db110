import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket, type AddressInfo } from 'node:net';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import type { Clock, Log } from '../ports';
import { connectionLimits, fileLimit } from './connection-limits';
import { rawRefusal, refusalHeaders, statusOf } from './answers';
import { bodyInterrupted } from './read-body';
import type { Refusals } from './refusals';

/** Node's defaults (60 s, 300 s, 30 s) let a few slow senders block connections for minutes. */
const timeouts = {
  headersTimeout: 5_000,
  requestTimeout: 8_000,
  // Node does this even without connections, and each time wakes an idle computer's processor.
  connectionsCheckingInterval: 2_000,
  // Longer than a tunnel keeps an idle connection: closing it while a call is arriving would lose the call.
  keepAliveTimeout: 120_000,
};

/** More connections than this at once are a flood; each takes a file descriptor, and the ledger needs some. */
const usualConnections = 4_000;
/** How many connections may wait for the program to accept them: the system's default is soon full in a flood. */
const backlog = 4_096;
/** How many calls may wait while the program is still loading. Each is a head and at most a few kilobytes of a body. */
const maxHeld = 1_000;

/** Answers one call. `isLast`: nothing came after it on its connection so far. */
export type AnswerCall = (request: IncomingMessage, response: ServerResponse, isLast: () => boolean) => void;

export interface Answering {
  readonly answer: AnswerCall;
  readonly refusals: Refusals;
  readonly log: Log;
}

export interface ReceiverServer {
  /** On 127.0.0.1. */
  readonly port: number;
  /** The prototypes of its own requests and responses, for a framework to inherit from. */
  readonly prototypes: { readonly request: IncomingMessage; readonly response: ServerResponse };
  /** Answers the waiting calls, and from now on each new one. */
  readonly begin: (answering: Answering) => void;
  /** A call on this connection proved its secret: the connection need not make room for strangers. */
  readonly trust: (socket: Duplex) => void;
  /** Accepts no new connection, lets running calls finish, and cuts off those that do not after `timeoutMs`. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** Another program listens on the requested port. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is taken by another program`, options);
    this.port = port;
  }
}

/**
 * Listens on 127.0.0.1 before the app can answer: calls wait until then. 0 picks a free port. It answers itself where
 * Node's parser fails before there is a request. Rejects with `PortTaken`, or with the system's own error.
 */
export async function openServer(
  port: number,
  clock: Clock,
  mostConnections: number = usualConnections,
): Promise<ReceiverServer> {
  const { maxConnections, maxStrangers } = connectionLimits(await fileLimit(), mostConnections);
  let answering: Answering | null = null;
  let held: Parameters<AnswerCall>[] = [];
  /** Refusals from before they could be counted. */
  const uncounted: RefusalReason[] = [];
  const record = (reason: RefusalReason): void => {
    if (answering !== null) answering.refusals.record(reason, null);
    else if (uncounted.length < maxHeld) uncounted.push(reason);
  };
  const turnAway = (response: ServerResponse): void => {
    record('ledger-unavailable');
    response.writeHead(statusOf['ledger-unavailable'], refusalHeaders('ledger-unavailable', true)).end();
  };

  /** Connections without a proof, the one that is silent for longest first. */
  const strangers = new Set<Duplex>();
  /** The newest answer on each connection. No WeakMap: it would slow thousands of new connections a second. */
  const newest = new Map<Duplex, ServerResponse>();
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    // It follows a refused call on the same connection: the answer would not be read.
    if (socket.writableEnded) return;
    if (strangers.delete(socket)) strangers.add(socket);
    newest.set(socket, response);
    const isLast = (): boolean => newest.get(socket) === response;
    if (answering !== null) answering.answer(request, response, isLast);
    else if (held.length < maxHeld) held.push([request, response, isLast]);
    else turnAway(response);
  };
  class ReceiverRequest extends IncomingMessage {}
  class ReceiverResponse extends ServerResponse<ReceiverRequest> {}
  const server = createServer(
    {
      ...timeouts,
      maxHeaderSize: 8 * 1024,
      requireHostHeader: false,
      IncomingMessage: ReceiverRequest,
      ServerResponse: ReceiverResponse,
    },
    serve,
  );
  server.maxConnections = maxConnections;
  // The size is the limit. Beyond a count, Node silently drops headers, and the second secret might be among them.
  server.maxHeadersCount = 0;
  // `maxRequestsPerSocket` stays unset: it would answer 503 to valid calls.
  server.on('connection', (socket) => {
    const [longestQuiet] = strangers;
    if (strangers.size >= maxStrangers) longestQuiet?.destroy();
    strangers.add(socket);
    socket.once('close', () => {
      strangers.delete(socket);
      newest.delete(socket);
    });
  });
  server.on('checkContinue', serve);
  server.on('checkExpectation', serve);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    record('method-not-allowed');
    socket.end(rawRefusal('method-not-allowed'));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const reason = reasonOf(error);
    const last = newest.get(socket);
    // The body is complete, so this error does not concern it.
    if (last?.req.complete === false && last.req.emit(bodyInterrupted, reason)) return;
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    // Do not count a connection that never sent anything.
    if (!(socket instanceof Socket) || socket.bytesRead > 0) record(reason);
    const end = (): void => void socket.end(rawRefusal(reason), () => socket.destroy());
    if (last === undefined || last.writableFinished) end();
    else last.once('close', end);
  });

  server.listen({ port, host: '127.0.0.1', backlog });
  await once(server, 'listening').catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? new PortTaken(port, { cause: error })
      : error;
  });
  server.on('error', (error) => answering?.log(`the receiver's server: ${String(error)}`));

  const close = async (timeoutMs: number): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const [, response] of held) turnAway(response);
    held = [];
    server.closeIdleConnections();
    // Node counts a connection that never sent anything among the busy ones.
    for (const socket of strangers) if (newest.get(socket) === undefined) socket.destroy();
    const cancel = clock.after(timeoutMs, () => server.closeAllConnections());
    await closed;
    cancel();
  };
  let closing: Promise<void> | undefined;
  return {
    // A listening TCP server has an address of this kind.
    port: (server.address() as AddressInfo).port,
    prototypes: { request: ReceiverRequest.prototype, response: ReceiverResponse.prototype },
    begin(began) {
      answering = began;
      for (const reason of uncounted) began.refusals.record(reason, null);
      for (const [request, response, isLast] of held)
        if (!request.destroyed) began.answer(request, response, isLast);
      held = [];
    },
    trust: (socket) => void strangers.delete(socket),
    close: (timeoutMs) => (closing ??= close(timeoutMs)),
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
