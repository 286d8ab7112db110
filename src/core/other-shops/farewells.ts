import type { Clock, Log } from '../ports';
import { createRelayClient, RelayRefusal } from '../relay/relay-client';
import type { ShopsDocument } from './shop-keys';

export type LeftShop = ShopsDocument['left'][number];

export interface FarewellParts {
  readonly left: () => readonly LeftShop[];
  /** The relay no longer knows this computer. */
  readonly onForgotten: (id: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
}

export interface Farewells {
  /** Tells each relay once; relays that do not answer are told again later. */
  say(): Promise<void>;
  stop(): void;
}

const againMs = 10 * 60_000;

/** Tells relays that this computer no longer reads one of their shops, until each relay has answered. */
export function createFarewells(parts: FarewellParts): Farewells {
  const { clock, log } = parts;
  let isStopped = false;
  let cancel = (): void => undefined;
  const say = async (): Promise<void> => {
    cancel();
    for (const one of parts.left())
      try {
        await leaveAsPhone(one, parts);
        await parts.onForgotten(one.id);
      } catch (error) {
        log(`a relay was not told that a shop was removed here: ${String(error)}`);
      }
    cancel();
    if (parts.left().length === 0 || isStopped) return;
    cancel = clock.after(againMs, () => say().catch((error: unknown) => log(String(error))));
  };
  return {
    say,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** Resolves once the relay no longer knows this computer. Otherwise rejects with `RelayRefusal`. */
export async function leaveAsPhone(
  { origin, token }: Pick<LeftShop, 'origin' | 'token'>,
  { fetch, clock }: Pick<FarewellParts, 'fetch' | 'clock'>,
): Promise<void> {
  await createRelayClient({ origin, token, fetch, clock })
    .leaveAsPhone()
    .catch((error: unknown) => {
      // The shop has removed this computer meanwhile.
      if (!(error instanceof RelayRefusal) || error.status !== 401) throw error;
    });
}
