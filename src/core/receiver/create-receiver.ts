import { createApp } from './app';
import type { Receiver, ReceiverOptions } from './receiver';
import { createRefusals } from './refusals';
import { createReceiverServer } from './server';

/** How long calls under way may take once we stop. */
const stopMs = 4_000;

/** Another program listens on the port that was asked for. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is taken by another program`, options);
    this.port = port;
  }
}

/** Resolves once it listens on 127.0.0.1; rejects with `PortTaken`, or with the system's own error. */
export async function createReceiver({ port, onRefused, ...parts }: ReceiverOptions): Promise<Receiver> {
  const refusals = createRefusals(parts.clock, onRefused);
  const receiving = createApp({ ...parts, refusals });
  const server = createReceiverServer(receiving.app, { ...parts, refusals });
  const listening = await server.listen(port).catch((error: unknown) => {
    receiving.stop();
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? new PortTaken(port, { cause: error })
      : error;
  });
  const close = async (): Promise<void> => {
    receiving.stop();
    await server.close(stopMs);
    refusals.flush();
  };
  let stopped: Promise<void> | undefined;
  return {
    port: listening,
    refusals: () => refusals.latest(),
    stop: () => (stopped ??= close()),
  };
}
