import http from 'node:http';
import { failures, streamType, type BindRequest, type NgrokFailure } from './agent-protocol';
import type { MuxSession } from './muxado';

/** One public address and the agent that serves it. */
export interface PublicEndpoint {
  readonly id: string;
  readonly url: string;
  readonly host: string;
  readonly bind: BindRequest;
  readonly mux: MuxSession;
}

export interface PublicRequest {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly timeoutMs?: number;
}
export interface PublicReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** The edge's answer where no agent answers. */
export function refuseVisitor(response: http.ServerResponse, failure: NgrokFailure): void {
  const status = failure.code === 'ERR_NGROK_3200' ? 404 : failure.code === 'ERR_NGROK_3004' ? 502 : 403;
  response.writeHead(status, { 'content-type': 'text/plain', 'ngrok-error-code': failure.code });
  response.end(`${failure.message}\n${failure.code}\n`);
}

/** Carries a visitor's request to the endpoint's agent and the answer back. */
export function proxy(
  endpoint: PublicEndpoint,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const stream = endpoint.mux.open(streamType.proxy);
  stream.write(proxyHeader(endpoint));
  const visitor = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': endpoint.host,
    'x-forwarded-proto': 'https',
  };
  const upstream = http.request(
    {
      createConnection: () => stream,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, ...visitor, connection: 'close' },
    },
    (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    },
  );
  upstream.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else refuseVisitor(response, failures.badUpstream(error.message));
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function proxyHeader({ id, bind }: PublicEndpoint): Buffer {
  const json = Buffer.from(
    JSON.stringify({
      Id: id,
      ClientAddr: '203.0.113.7:41000',
      Proto: bind.Proto,
      EdgeType: '0',
      PassthroughTLS: false,
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigInt64LE(BigInt(json.length)); // the one little-endian number of the protocol
  return Buffer.concat([length, json]);
}

/** A visitor's request to the edge that listens on `edgePort`: the Host header says whom it is for. */
export function visit(edgePort: number, url: string, request: PublicRequest): Promise<PublicReply> {
  const { method = 'GET', headers = {}, body, timeoutMs = 10_000 } = request;
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = http.request(
      {
        host: '127.0.0.1',
        port: edgePort,
        method,
        path: pathname + search,
        headers: { ...headers, host },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.setTimeout(timeoutMs, () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.end(body);
  });
}
