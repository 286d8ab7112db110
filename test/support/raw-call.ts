import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawTalk {
  /** Final answers in order; a `100 Continue` is among them. */
  readonly answers: readonly RawAnswer[];
  /** The other side ended the connection. */
  readonly ended: boolean;
  /** From the last byte we gave the socket to the first we heard. */
  readonly firstByteMs: number;
}

export interface RawCall {
  readonly port: number;
  /** Written one after the other, a turn of the event loop between them. */
  readonly parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** Hear this many answers and leave; otherwise until the other side ends the connection. */
  readonly answers?: number;
  /** End our half after the last part. */
  readonly halfClose?: boolean;
}

/** Says exactly these bytes to the port and hears what comes back. Nothing in between tidies them up. */
export function rawCall({
  port,
  parts,
  answers: wanted = Infinity,
  halfClose = false,
}: RawCall): Promise<RawTalk> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = '';
    let startedAt = performance.now();
    let firstByteMs = NaN;
    const finish = (ended: boolean): void => {
      socket.destroy();
      resolve({ answers: answersIn(heard), ended, firstByteMs });
    };
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      if (heard === '') firstByteMs = performance.now() - startedAt;
      heard += chunk.toString('latin1');
      if (answersIn(heard).length >= wanted) finish(false);
    });
    socket.on('end', () => finish(true));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (heard !== '' || error.code === 'ECONNRESET' || error.code === 'EPIPE') finish(true);
      else reject(error);
    });
    socket.on('connect', () => {
      void (async () => {
        for await (const part of parts) {
          if (socket.destroyed) return;
          socket.write(part);
          startedAt = performance.now();
          await new Promise((next) => setImmediate(next));
        }
        if (halfClose) socket.end();
      })();
    });
  });
}

function answersIn(heard: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = heard;
  for (;;) {
    const endOfHead = rest.indexOf('\r\n\r\n');
    if (endOfHead < 0) return answers;
    const [statusLine = '', ...lines] = rest.slice(0, endOfHead).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const start = endOfHead + 4;
    if (rest.length < start + length) return answers;
    answers.push({
      status: Number(statusLine.split(' ')[1]),
      headers,
      body: rest.slice(start, start + length),
    });
    rest = rest.slice(start + length);
  }
}

export interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  /** Whole lines; replaces the usual `Host`, `Content-Type` and secret. */
  readonly lines?: readonly string[];
  /** Added to the usual lines. */
  readonly extra?: readonly string[];
  readonly body?: string | Uint8Array;
  /** What the length header says; the body's own length where absent, no header at all where null. */
  readonly length?: number | string | null;
}

/** The bytes of a request as KKiaPay sends it, bent where a test wants. */
export function requestBytes(secret: string, path: string, bent: RawRequest = {}): Buffer {
  const { method = 'POST', target = path, version = 'HTTP/1.1', extra = [], body = '' } = bent;
  const bytes = Buffer.from(body);
  const length = bent.length === undefined ? bytes.length : bent.length;
  const lines = bent.lines ?? [
    'Host: shop.test',
    'Content-Type: application/json',
    `x-kkiapay-secret: ${secret}`,
  ];
  const head = [
    `${method} ${target} ${version}`,
    ...lines,
    ...extra,
    ...(length === null ? [] : [`Content-Length: ${length}`]),
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes]);
}
