import type { RelayState } from '../../shared/state/relay-state';
import type { Clock, Log } from '../ports';
import type { CollectorParts } from './collector';
import { whatToTell, type MembershipParts } from './membership';
import { RelayRefusal, type RelayClient } from './relay-client';
import type { TellRelay } from './tell-relay';

export interface LeavingParts extends MembershipParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly telling: Pick<TellRelay, 'now'>;
  /** Another counter of the shop collects what still comes. */
  readonly hasOthers: () => boolean;
  /** What this counter still has to tell the others is told, or cannot be. */
  readonly settled: () => Promise<unknown>;
  /** The relay knows this counter no more. Called once. */
  readonly onLeft: () => Promise<void>;
}

export interface Leaving {
  /** All that the relay holds is in the ledger. Rejects with `RelayRefusal`, or with `VaultShut`. */
  readonly onHead: CollectorParts['onHead'];
  /** What collecting comes to. */
  onState(state: RelayState): void;
  /** Resolves once the relay is left, or does not answer. */
  readonly answered: Promise<void>;
}

/**
 * How a counter leaves its relay without losing a call. The relay stops answering the provider first; then the counter reads
 * what came until then; then it goes.
 */
export function createLeaving(parts: LeavingParts): Leaving {
  const { clock, log } = parts;
  /** By the uptime: since when the relay takes no call for this shop. */
  let closedMs: number | null = null;
  let isLeft = false;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const notTaken = (error: unknown): void => {
    if (!(error instanceof RelayRefusal) || !isFinal(error)) throw error;
    log(`the relay does not close the addresses: ${String(error)}`);
  };
  const closeAddresses = async (client: RelayClient): Promise<void> => {
    const relayKey = await client.key();
    // A key that the relay does not know yet has to reach the phones together with the relay.
    await parts.telling.now(client, relayKey).catch(notTaken);
    const { body } = await whatToTell(parts, relayKey);
    await client.tell({ ...body, endpoints: [] }).catch(notTaken);
  };
  const left = (): void => {
    if (isLeft) return;
    isLeft = true;
    parts
      .onLeft()
      .catch((error: unknown) => log(`that the relay was left is not kept: ${String(error)}`))
      .finally(answer);
  };
  return {
    answered,
    async onHead({ client, sinceMs }) {
      if (isLeft) return;
      if (closedMs === null && !parts.hasOthers()) {
        await closeAddresses(client);
        closedMs = clock.uptime();
        return;
      }
      if (closedMs !== null && sinceMs < closedMs) return;
      await parts.settled();
      await client.leave();
      left();
    },
    onState({ kind }) {
      if (kind === 'refused') left();
      if (kind === 'late') answer();
    },
  };
}

/** It has read this, and says no: it will say the same next time. */
function isFinal({ status }: RelayRefusal): boolean {
  return status === 400 || status === 409;
}
