import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { Caller } from '../core/access/caller';
import type { BridgeServer } from '../core/bridge-server';
import { downloadsPath, type Downloads } from './downloads';
import { sessionHeader } from '../shared/bridge/session';
import { windowHeaders } from '../shared/bridge/window-headers';
import { createWebSessions } from './web-sessions';

export interface WebServer {
  /** With the token that opens it, in the part after `#` that browsers do not send. */
  readonly url: string;
  close(): Promise<void>;
}

const tokenBytes = 24;
/** A window that reads nothing counts as gone; if it is still there, it asks again for what it missed. */
const mostUnread = 1024 * 1024;

/**
 * Serves the window to a browser on this computer: files from `rendererDir`, commands by POST, broadcasts as server-sent
 * events. Everything but the files needs the token. A page of another origin gets nothing, under any host name.
 */
export async function serveWindow(
  bridge: BridgeServer,
  downloads: Downloads,
  rendererDir: string,
  port: number,
): Promise<WebServer> {
  const sessions = createWebSessions(bridge.callers);
  const callerOf = (request: IncomingMessage): Caller => sessions.callerOf(request.headers[sessionHeader]);
  const token = randomBytes(tokenBytes).toString('base64url');
  const app = express();
  app.disable('x-powered-by');
  app.use(onlyThisComputer);
  app.use((_request, response, next) => {
    response.set(windowHeaders);
    next();
  });
  app.use('/bridge', (request, response, next) => {
    if (holdsToken(request, token)) next();
    else response.status(401).end();
  });
  app.get('/bridge/events', (request, response) =>
    streamBroadcasts(bridge, callerOf(request), { request, response }),
  );
  // A dashboard's file, or a voice, is sent whole, in base64.
  app.post(
    ['/bridge/previewImport', '/bridge/importPayments', '/bridge/importVoicePack'],
    express.json({ limit: '32mb' }),
  );
  app.post(
    '/bridge/:command',
    express.json({ limit: '1mb' }),
    async (request: Request<{ command: string }>, response) => {
      const body = request.body as { argument?: unknown } | undefined; // express.json gives an object or an array
      response.json(await bridge.invoke(callerOf(request), request.params.command, body?.argument ?? null));
    },
  );
  // A browser saves a download without our header, so the address is the key.
  app.get(`${downloadsPath}/:key`, (request, response, next) => {
    if (!downloads.send(request.params.key, response)) next();
  });
  app.use(express.static(rendererDir));
  app.use((_request, response) => void response.status(404).end());
  app.use(
    (_error: unknown, _request: Request, response: Response, _next: NextFunction) =>
      void response.status(400).end(),
  );

  const server = app.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo; // a TCP server that listens has one
  return { url: `http://127.0.0.1:${chosen}/#${token}`, close: () => close(server) };
}

/** Blocks pages that reach us under another host name (DNS rebinding), and requests from other pages. */
function onlyThisComputer(request: Request, response: Response, next: NextFunction): void {
  const { host, origin } = request.headers;
  // With two Host headers, the window's page and a proxy might use different ones.
  if ((request.headersDistinct.host?.length ?? 0) > 1) {
    response.status(400).end();
    return;
  }
  const own = host !== undefined && /^(127\.0\.0\.1|localhost):\d+$/.test(host);
  if (own && (origin === undefined || origin === `http://${host}`)) next();
  else response.status(403).end();
}

function holdsToken(request: Request, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function streamBroadcasts(
  bridge: BridgeServer,
  caller: Caller,
  { request, response }: { readonly request: Request; readonly response: Response },
): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const send = (text: string): void => {
    if (response.writableLength > mostUnread) response.destroy();
    else response.write(text);
  };
  const unsubscribe = bridge.onBroadcast(caller, (name, payload) => {
    send(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
  });
  request.on('close', unsubscribe);
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
