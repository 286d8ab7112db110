import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { NgrokEdge } from './ngrok-tunnel';

/** A stand-in for ngrok's cloud, for development and tests only: nothing in the window can set it. */
export interface DevelopmentEdge extends NgrokEdge {
  /** host:port of its public side, plain HTTP. */
  readonly publicAddr: string | undefined;
}

/** COMPTOIR_NGROK_SERVER_ADDR (host:port), COMPTOIR_NGROK_CA_PEM (a file) and COMPTOIR_NGROK_PUBLIC_ADDR (host:port). */
export function developmentEdge(
  environment: Readonly<Record<string, string | undefined>>,
): DevelopmentEdge | undefined {
  const serverAddr = environment.COMPTOIR_NGROK_SERVER_ADDR;
  const caFile = environment.COMPTOIR_NGROK_CA_PEM;
  if (serverAddr === undefined || caFile === undefined) return undefined;
  return {
    serverAddr,
    caPem: readFileSync(caFile, 'utf8'),
    publicAddr: environment.COMPTOIR_NGROK_PUBLIC_ADDR,
  };
}

/** `fetch`, but what goes to a public https address goes to the stand-in's public side, which picks the tunnel by Host. */
export function fetchThrough(edge: DevelopmentEdge | undefined): typeof fetch {
  const publicAddr = edge?.publicAddr;
  if (publicAddr === undefined) return fetch;
  const [host, port] = publicAddr.split(':');
  return async (input, init) => {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    if (url.protocol !== 'https:') return fetch(input, init);
    // node:http, because `fetch` keeps the Host header to itself on Node 20.
    const { method, signal } = asked;
    const headers = { ...Object.fromEntries(asked.headers), host: url.host };
    const sent = request({ host, port, path: url.pathname + url.search, method, headers, signal });
    sent.end(Buffer.from(await asked.arrayBuffer()));
    const [reply] = (await once(sent, 'response')) as [IncomingMessage]; // what 'response' carries
    const body = await buffer(reply);
    const answered = {
      status: reply.statusCode ?? 502,
      headers: new Headers(reply.headers as Record<string, string>),
    };
    return new Response(body.length === 0 ? null : body, answered);
  };
}
