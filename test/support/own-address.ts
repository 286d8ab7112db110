import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** A public address that leads to one port of this computer. */
export interface OwnAddress extends AsyncDisposable {
  /** Tells a Comptoir in development where every https address of its own is asked. */
  readonly environment: NodeJS.ProcessEnv;
  /** As its owner does in the proxy, in Tailscale or at Cloudflare. */
  lead(localOrigin: string): void;
  /** What a provider sends there. Resolves to the status. */
  post(url: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<number>;
}

/** In the place of a shop's proxy, of Tailscale's Funnel or of Cloudflare's edge: passes calls on, or answers 502. */
export async function openOwnAddress(): Promise<OwnAddress> {
  let target: URL | null = null;
  const server = createServer((call, answer) => {
    const refuse = (): void => void answer.writeHead(502).end();
    if (target === null) {
      refuse();
      return;
    }
    const { method, url: path, headers } = call;
    const onward = request(target, { method, path, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', refuse);
    call.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const folder = await temporaryFolder();
  const authority = join(folder.path, 'none.pem');
  await writeFile(authority, '');
  return {
    environment: {
      COMPTOIR_NGROK_PUBLIC_ADDR: `127.0.0.1:${port}`,
      // There is no ngrok behind it.
      COMPTOIR_NGROK_SERVER_ADDR: '127.0.0.1:1',
      COMPTOIR_NGROK_CA_PEM: authority,
    },
    lead: (localOrigin) => (target = new URL(localOrigin)),
    post: (url, headers, body) =>
      new Promise((resolve, reject) => {
        const { host, pathname: path } = new URL(url);
        const call = request({ port, method: 'POST', path, headers: { ...headers, host } }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        });
        call.on('error', reject).end(body);
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
