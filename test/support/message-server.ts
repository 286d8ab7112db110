import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the stand-in received. */
export interface MessageCall {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** ntfy and Telegram on a real socket, told apart by the Host header. */
export interface MessageServer extends AsyncDisposable {
  readonly port: number;
  readonly calls: readonly MessageCall[];
  /** From now on each request is answered so; `breaks`: with a line that ends. */
  answer(next: { readonly status: number; readonly body?: unknown } | 'breaks'): void;
}

export async function messageServer(): Promise<MessageServer> {
  const calls: MessageCall[] = [];
  let answer: Parameters<MessageServer['answer']>[0] = { status: 200, body: { ok: true } };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      calls.push({ host: headers.host ?? '', method, path: url, body });
      if (answer === 'breaks') return void response.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // TCP, hence never a pipe's name
    calls,
    answer: (next) => void (answer = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
