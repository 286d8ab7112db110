import { createApp } from './app';
import type { Receiver, ReceiverOptions } from './receiver';
import { createRefusals } from './refusals';
import type { ReceiverServer } from './server';

/** How long calls under way may take once we stop. */
const stopMs = 4_000;

/** Answers the calls that come, and those that wait already. */
export function createReceiver(server: ReceiverServer, { onRefused, ...parts }: ReceiverOptions): Receiver {
  const refusals = createRefusals(parts.clock, onRefused);
  const { trust, prototypes } = server;
  const { answer, stop } = createApp({ ...parts, refusals, trust, prototypes });
  server.begin({ answer, refusals, log: parts.log });
  const close = async (): Promise<void> => {
    stop();
    await server.close(stopMs);
    refusals.flush();
  };
  let stopped: Promise<void> | undefined;
  return {
    port: server.port,
    refusals: () => refusals.latest(),
    stop: () => (stopped ??= close()),
  };
}
