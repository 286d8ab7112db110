import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { CommandName } from '../../../src/shared/bridge/contract';
import { windowHeaders } from '../../../src/shared/bridge/window-headers';
import { createPretendedCore, type PretendedCore } from './pretended-core';
import type { Scene } from './scenes';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wav': 'audio/wav',
  '.opus': 'audio/ogg',
  '.png': 'image/png',
};

export interface Preview extends Pick<PretendedCore, 'received' | 'change' | 'pay' | 'broadcast'> {
  readonly url: string;
  /** Cuts every stream, as a restart of the core does. */
  cut(): void;
  close(): Promise<void>;
}

/** The built window with a pretended core behind the web transport: for pictures, axe and the window's own tests. */
export async function startPreview(folder: string, scene: Scene): Promise<Preview> {
  const token = 'preview-token';
  const core = createPretendedCore(scene);
  const streams = new Set<ServerResponse>();
  core.onBroadcast((name, payload) => {
    for (const stream of streams) stream.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://preview').pathname;
    if (!path.startsWith('/bridge/')) {
      sendFile(response, path === '/' ? '/index.html' : path);
    } else if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end();
    } else if (path === '/bridge/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      streams.add(response);
      response.on('close', () => streams.delete(response));
    } else {
      const { argument } = JSON.parse(await textOf(request)) as { argument: unknown };
      const reply = core.carryOut(path.slice('/bridge/'.length) as CommandName, argument);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
    }
  };
  const sendFile = (response: ServerResponse, path: string): void => {
    const file = join(folder, normalize(path));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...windowHeaders, 'content-type': type });
    createReadStream(file).pipe(response);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    ...core,
    url: `http://127.0.0.1:${port}/#${token}`,
    cut: () => {
      for (const stream of streams) stream.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
