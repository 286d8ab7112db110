import { connect } from 'node:net';
import { requestBytes } from '../support/raw-call';

export interface RefusedLoad {
  readonly perSecond: number;
  /** Calls that were answered by anything but a refusal. */
  readonly others: number;
}

/** Strangers with a wrong secret. A refused call ends its connection, so each of them comes on one of its own. */
export async function refusedLoad(
  port: number,
  path: string,
  { strangers, seconds }: { readonly strangers: number; readonly seconds: number },
): Promise<RefusedLoad> {
  const call = requestBytes('not-the-secret', path, { body: '{"transactionId":"x"}' });
  const startedAt = performance.now();
  const untilMs = startedAt + seconds * 1000;
  let refused = 0;
  let others = 0;
  await Promise.all(
    Array.from({ length: strangers }, async () => {
      while (performance.now() < untilMs) {
        const status = await answerTo(port, call);
        if (status === 401 || status === 429) refused += 1;
        else others += 1;
      }
    }),
  );
  return { perSecond: (refused / (performance.now() - startedAt)) * 1000, others };
}

/** Null where the connection ended without an answer. */
function answerTo(port: number, call: Buffer): Promise<number | null> {
  return new Promise((resolve) => {
    let status: number | null = null;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket
      .on('connect', () => socket.write(call))
      .on('data', (chunk: Buffer) => (status ??= Number(chunk.toString('latin1', 9, 12))))
      .on('error', () => undefined)
      .on('close', () => resolve(status));
  });
}
