import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';

/** The options of one request with node:http or node:https. */
export interface RequestOptions {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly signal: AbortSignal;
}

/** No answer to our questions is longer. */
const longestAnswerBytes = 4 * 1024 * 1024;

interface Reading {
  /** The body arrives in pieces without a limit, and the reader counts. Otherwise it is read whole, up to a limit. */
  readonly inPieces?: boolean;
}

/**
 * `fetch` through one request of node:http or node:https, which allow more control of the connection. Redirects are not
 * followed.
 */
export function fetchByRequest(
  send: (url: URL, options: RequestOptions) => ClientRequest,
  { inPieces = false }: Reading = {},
): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    // Not the request's own signal: it follows the caller's only until the request is collected as garbage.
    const signal = init?.signal ?? asked.signal;
    const sent = send(url, {
      method: asked.method,
      path: url.pathname + url.search,
      signal,
      headers: { ...Object.fromEntries(asked.headers), host: url.host },
    });
    sent.end(Buffer.from(await asked.arrayBuffer()));
    const [reply] = (await once(sent, 'response')) as [IncomingMessage]; // what 'response' carries
    const status = reply.statusCode ?? 502;
    const body = inPieces && !bodiless.includes(status) ? piecesOf(reply) : await bodyOf(reply);
    const headers = new Headers(
      Object.entries(reply.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    );
    return new Response(body instanceof Buffer && body.length === 0 ? null : body, { status, headers });
  };
}

/** Statuses for which `Response` accepts no body. */
const bodiless = [204, 205, 304];

function piecesOf(reply: IncomingMessage): ReadableStream<Uint8Array> {
  return Readable.toWeb(reply) as ReadableStream<Uint8Array>; // Node's own type of the same class
}

async function bodyOf(reply: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    // No encoding was set, so each is a Buffer.
    length += chunk.length;
    if (length > longestAnswerBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
