import { createApp } from './app';
import type { Receiver, ReceiverOptions } from './receiver';
import { createRefusals } from './refusals';
import type { ReceiverServer } from './server';

/** How long running calls may take once we stop. */
const stopMs = 4_000;

/** Answers new calls, and those that are already waiting. */
export function createReceiver<Kept>(
  server: ReceiverServer,
  { onRefused, answersAside, ...parts }: ReceiverOptions<Kept>,
): Receiver {
  const refusals = createRefusals(parts.clock, onRefused);
  const { trust, prototypes } = server;
  const { answer, stop } = createApp({ ...parts, refusals, trust, prototypes });
  server.begin({
    refusals,
    log: parts.log,
    answer(request, response, isLast) {
      if (answersAside?.(request, response) !== true) answer(request, response, isLast);
    },
  });
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
