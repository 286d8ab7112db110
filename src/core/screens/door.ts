import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { once } from 'node:events';
import express, { type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import * as v from 'valibot';
import { doorPaths } from '../../shared/screens/protocol';
import { pagePolicy } from '../../shared/bridge/window-headers';
import type { Clock } from '../ports';
import { answerWho } from './answer-who';
import type { DeviceBook } from './device-book';
import type { Pairings, Refusal } from './pairings';
import { servePage } from './serve-page';
import type { HelloRefusal, Session, Sessions } from './sessions';
import { streamEvents, pollEvents } from './stream-events';

/** The server for the shop's other screens: plain HTTP, on the addresses that it is given. */
export interface Door {
  /** Names the page's files: each build has another name. */
  readonly build: string;
  /** Also listens there. Rejects where that is impossible. */
  readonly listen: (address: string, port: number) => Promise<void>;
  readonly leave: (address: string) => Promise<void>;
  readonly addresses: () => readonly string[];
  readonly port: () => number | null;
  readonly close: () => Promise<void>;
}

export interface DoorParts {
  readonly pageDir: string;
  readonly sessions: Sessions;
  readonly pairings: Pairings;
  readonly book: Pick<DeviceBook, 'key'>;
  readonly clock: Pick<Clock, 'after'>;
}

const mostBody = '64kb';
const mostConnections = 256;
/**
 * A browser opens six connections at most. So this is enough for eight screens that load their page at once behind one
 * repeater, which gives them all its own address. One device that uses its limit leaves room for the others.
 */
const mostConnectionsOfOne = 48;
/** A silent device keeps its place only for a short time. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };
/** Failed requests from one address: enough for a clumsy person, too few for guessing. */
const mostFailuresAMinute = 10;
const short = v.pipe(v.string(), v.maxLength(100));
const half = { publicKey: short, nonce: short, proof: short };
const asks = {
  pair: v.strictObject({ ...half, offer: short, device: short }),
  digits: v.strictObject({ publicKey: short, device: short }),
  reveal: v.strictObject({ id: short, nonce: short }),
  hello: v.strictObject({ id: short, nonce: short, proof: short }),
  command: v.strictObject({ f: v.string() }),
};
const statusOf: Readonly<Record<Refusal | HelloRefusal, number>> = {
  bad: 400,
  unknown: 401,
  forbidden: 403,
  gone: 410,
  'not-now': 503,
};

export async function openDoor(parts: DoorParts): Promise<Door> {
  const index = await readFile(join(parts.pageDir, 'index.html'));
  const build = createHash('sha256').update(index).digest('base64url').slice(0, 10);
  const servers = new Map<string, Server>();
  const app = createApp(parts, build, () => [...servers.keys()]);
  const leave = async (address: string): Promise<void> => {
    const server = servers.get(address);
    if (server === undefined) return;
    servers.delete(address);
    const closed = once(server, 'close');
    server.close();
    // Streams of events never end by themselves.
    server.closeAllConnections();
    await closed;
  };
  return {
    build,
    async listen(address, port) {
      const server = createServer(timeouts, app);
      limitConnections(server);
      server.listen(port, address);
      await once(server, 'listening');
      servers.set(address, server);
    },
    leave,
    addresses: () => [...servers.keys()],
    port() {
      const [server] = servers.values();
      const listening = server?.address();
      return typeof listening === 'object' && listening !== null ? listening.port : null;
    },
    async close() {
      await Promise.all([...servers.keys()].map(leave));
    },
  };
}

function limitConnections(server: Server): void {
  server.maxConnections = mostConnections;
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    const count = open.get(remoteAddress) ?? 0;
    if (count >= mostConnectionsOfOne) {
      socket.destroy();
      return;
    }
    open.set(remoteAddress, count + 1);
    socket.once('close', () => {
      const left = (open.get(remoteAddress) ?? 0) - 1;
      if (left > 0) open.set(remoteAddress, left);
      else open.delete(remoteAddress);
    });
  });
}

function createApp(parts: DoorParts, build: string, addresses: () => readonly string[]): express.Express {
  const { sessions, pairings } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.get(doorPaths.who, onlyAtOurs(addresses), (request, response) =>
    answerWho(parts.book, request, response),
  );
  app.use(onlyAtOurs(addresses), onlyOwnPages);
  app.use((_request, response, next) => {
    response.set(pageHeaders);
    next();
  });
  app.use('/lan', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  const limited = rateLimit({
    windowMs: 60_000,
    limit: mostFailuresAMinute,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    keyGenerator: (request: Request) => request.socket.remoteAddress ?? '',
  });
  const json = express.json({ limit: mostBody });
  const step = <Ask>(
    path: string,
    schema: v.GenericSchema<unknown, Ask>,
    answer: (ask: Ask, request: Request) => object | Refusal | HelloRefusal,
  ): void => {
    app.post(path, limited, json, (request, response) => {
      const ask = v.safeParse(schema, request.body);
      const answered = ask.success ? answer(ask.output, request) : 'bad';
      if (typeof answered === 'string') response.status(statusOf[answered]).end();
      else response.json(answered);
    });
  };
  step(doorPaths.pair, asks.pair, (ask) => pairings.pair(ask));
  step(doorPaths.digits, v.union([asks.digits, asks.reveal]), (ask) =>
    'id' in ask ? pairings.revealDigits(ask) : pairings.beginDigits(ask),
  );
  step(doorPaths.hello, asks.hello, (ask, request) => sessions.hello(ask, addressOf(request)));
  /** The session of the address that said hello; null for another address. */
  const sessionOf = (request: Request, response: Response): Session | null => {
    const { sid } = request.query;
    const session = typeof sid === 'string' ? sessions.session(sid) : null;
    if (session?.address === addressOf(request)) return session;
    response.status(session === null ? 401 : 403).end();
    return null;
  };
  app.post(doorPaths.command, json, async (request, response) => {
    const session = sessionOf(request, response);
    if (session === null) return;
    const ask = v.safeParse(asks.command, request.body);
    const answered = ask.success ? await session.ask(ask.output.f) : null;
    if (answered === null) response.status(400).end();
    else response.json({ f: answered });
  });
  app.get(doorPaths.events, (request, response) => {
    const session = sessionOf(request, response);
    if (session !== null) streamEvents(session, request, response);
  });
  app.get(doorPaths.poll, async (request, response) => {
    const session = sessionOf(request, response);
    if (session !== null) await pollEvents(session, parts.clock, request, response);
  });
  servePage(app, parts.pageDir, build, pairings.reached);
  app.use((_request, response) => void response.status(404).end());
  app.use(
    (_error: unknown, _request: Request, response: Response, _next: NextFunction) =>
      void response.status(400).end(),
  );
  return app;
}

function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? '';
}

/**
 * The headers of every page and file of the screens. Chromium 69 calls the origin of a page without a referrer "null".
 */
const pageHeaders: Readonly<Record<string, string>> = {
  // A page that lost its hub asks for it at other addresses of the network: no policy can name them all.
  'content-security-policy': pagePolicy([], "'self' http:"),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Names that no public DNS has: an internet page cannot reach us under one of them (DNS rebinding). */
const nameOfOurs = /^[a-z0-9-]+\.(local|lan|test|home\.arpa)$/i;

function onlyAtOurs(addresses: () => readonly string[]) {
  return ({ headers: { host = '' } }: Request, response: Response, next: NextFunction): void => {
    const [name = ''] = host.split(':');
    if (addresses().includes(name) || nameOfOurs.test(name)) next();
    else response.status(403).end();
  };
}

function onlyOwnPages(
  { headers: { host = '', origin } }: Request,
  response: Response,
  next: NextFunction,
): void {
  if (origin === undefined || origin === `http://${host}`) next();
  else response.status(403).end();
}
