import { connect } from 'node:net';
import { requestBytes } from '../support/raw-call';

export interface RefusedLoad {
  /** Calls that were answered or cut off. */
  readonly perSecond: number;
  /** Of all of them, those that met anything but a refusal. */
  readonly others: number;
}

export interface Strangers {
  readonly strangers: number;
  readonly seconds: number;
  /** Each call on a connection of its own, closed after it. */
  readonly comeAnew: boolean;
}

/** Strangers with a wrong secret, each with one call after the other. */
export async function refusedLoad(
  port: number,
  path: string,
  { strangers, seconds, comeAnew }: Strangers,
): Promise<RefusedLoad> {
  const call = requestBytes('not-the-secret', path, {
    body: '{"transactionId":"x"}',
    extra: comeAnew ? ['Connection: close'] : [],
  });
  const startedAt = performance.now();
  const untilMs = startedAt + seconds * 1000;
  let refused = 0;
  let others = 0;
  const knock = (): Promise<void> =>
    new Promise((resolve) => {
      let isAnswered = true;
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const ask = (): void => {
        if (performance.now() > untilMs) {
          socket.destroy();
          return;
        }
        isAnswered = false;
        socket.write(call);
      };
      socket
        .on('connect', ask)
        .on('data', (chunk: Buffer) => {
          isAnswered = true;
          const status = chunk.toString('latin1', 9, 12);
          if (status === '401' || status === '429') refused += 1;
          else others += 1;
          if (!comeAnew) ask();
        })
        .on('error', () => undefined)
        .on('close', () => {
          if (!isAnswered) others += 1;
          resolve();
        });
    });
  await Promise.all(
    Array.from({ length: strangers }, async () => {
      while (performance.now() < untilMs) await knock();
    }),
  );
  return { perSecond: ((refused + others) / (performance.now() - startedAt)) * 1000, others };
}
