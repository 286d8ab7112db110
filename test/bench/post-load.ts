import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { requestBytes } from '../support/raw-call';
import { realNow } from '../support/real-now';

export interface LoadReport {
  readonly calls: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  readonly refused: number;
}

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly secret: string;
  readonly connections: number;
  readonly seconds: number;
}

/** Posts one payment after the other on each of the connections, a new transaction number every time. */
export async function postLoad({ port, path, secret, connections, seconds }: Load): Promise<LoadReport> {
  const latencies: number[] = [];
  let refused = 0;
  const startedAt = performance.now();
  const untilMs = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await once(socket, 'connect');
      const call = numberedCall(path, secret, index);
      while (performance.now() < untilMs) {
        const sentAt = performance.now();
        if ((await answerTo(socket, call())) === 200) latencies.push(performance.now() - sentAt);
        else refused += 1;
      }
      socket.destroy();
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  latencies.sort((a, b) => a - b);
  const quantile = (share: number): number => latencies[Math.floor(share * (latencies.length - 1))] ?? NaN;
  return {
    calls: latencies.length,
    perSecond: (latencies.length / elapsedMs) * 1000,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    slowestMs: quantile(1),
    refused,
  };
}

/** Bytes whose number is overwritten in place: building a body each time would measure the sender. */
function numberedCall(path: string, secret: string, connection: number): () => Buffer {
  const digits = 16;
  let count = realNow() * 1000 + connection * 1e11;
  const transactionId = '7'.repeat(digits);
  const body = kkiapayBody({
    event: 'success',
    amountXof: 1000,
    at: new Date(realNow()).toISOString(),
    transactionId,
  });
  const call = requestBytes(secret, path, { extra: ['User-Agent: bench', 'Accept: */*'], body });
  const at = call.indexOf(transactionId);
  return () => {
    call.write(
      String((count += 1))
        .padStart(digits, '0')
        .slice(-digits),
      at,
      'latin1',
    );
    // The socket may still hold the bytes of the call before only if it was not answered; it was.
    return call;
  };
}

function answerTo(socket: Socket, call: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('data', (chunk: Buffer) => {
      socket.off('error', reject);
      // Answers without a body come in one piece on loopback.
      resolve(Number(chunk.toString('latin1', 9, 12)));
    });
    socket.once('error', reject);
    socket.write(call);
  });
}
