import type { Clock, Log } from '../ports';
import type { Notices } from '../notices/notices';
import type { RelayCursor } from './cursor-file';
import { sha256, whatToTell, type MembershipParts } from './membership';
import { bundlesFor, cardDigest } from './phones';
import { RelayRefusal, type RelayClient } from './relay-client';
import { keysRow } from './shop-keys';
import type { Preferences } from '../../shared/settings/preferences';

export interface TellParts extends MembershipParts {
  readonly preferences: () => Pick<Preferences, 'shopName' | 'language' | 'country'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: this counter has no relay. */
  readonly cursor: () => Pick<RelayCursor, 'told'> | null;
  readonly keep: (change: Pick<RelayCursor, 'told'>) => Promise<void>;
  readonly notices: Pick<Notices, 'raise'>;
}

export interface TellRelay {
  /** Tells the relay what has changed. Rejects with `RelayRefusal` where the relay refuses it, or with `VaultShut`. */
  readonly now: (client: RelayClient, relayKey: string) => Promise<void>;
  /**
   * The same while collecting: what the relay refuses is sent again later, and calls are still collected. Rejects with
   * `RelayRefusal` where the relay no longer knows this counter, or with `VaultShut`.
   */
  readonly beside: (client: RelayClient, relayKey: string) => Promise<void>;
}

/** The pause after it was busy or unreachable: that passes soon. */
const soonMs = 30_000;
/** The pause after it has read and refused it. */
const lateMs = 10 * 60_000;

/** Reports this counter to its relay: addresses, secrets, keys, hours, and what the phones may open. */
export function createTellRelay(parts: TellParts): TellRelay {
  const { clock, log, preferences } = parts;
  /** What was refused, until when it is not sent again, and whether a person was told. */
  let untaken: { readonly digest: string; readonly untilMs: number; readonly isSaid: boolean } | null = null;

  const changed = async (relayKey: string) => {
    const told = await whatToTell(parts, relayKey);
    const digest = sha256(`${told.digest} ${cardDigest(preferences())}`);
    return digest === parts.cursor()?.told ? null : { digest, body: told.body };
  };
  const tell = async (
    client: RelayClient,
    { body, digest }: NonNullable<Awaited<ReturnType<typeof changed>>>,
  ): Promise<void> => {
    // First the other counters' keys, so that they can open the rows that follow.
    const keys = await keysRow(parts, await client.counters());
    if (keys !== null) await client.write([keys]);
    const phones = await bundlesFor({ keyring: parts.keyring, preferences, clock }, client);
    await client.tell({ ...body, phones });
    untaken = null;
    await parts.keep({ told: digest });
  };
  const notTaken = (digest: string, { status, word }: RelayRefusal): void => {
    log(`the relay does not take what this counter tells of itself: ${status ?? 'no answer'} ${word ?? ''}`);
    const isSoon = status === null || status === 429 || status >= 500;
    const wasSaid = untaken?.digest === digest && untaken.isSaid;
    // Another counter has replaced the key: the log brings the new one, which is sent then.
    const isToSay = !isSoon && word !== 'key-replaced' && !wasSaid;
    if (isToSay) parts.notices.raise({ kind: 'relay-not-told' });
    untaken = {
      digest,
      untilMs: clock.uptime() + (isSoon ? soonMs : lateMs),
      isSaid: wasSaid || isToSay,
    };
  };
  return {
    async now(client, relayKey) {
      if (parts.cursor() === null) return;
      const told = await changed(relayKey);
      if (told !== null) await tell(client, told);
    },
    async beside(client, relayKey) {
      if (parts.cursor() === null) return;
      const told = await changed(relayKey);
      if (told === null || (untaken?.digest === told.digest && clock.uptime() < untaken.untilMs)) return;
      await tell(client, told).catch((error: unknown) => {
        if (!(error instanceof RelayRefusal) || error.status === 401) throw error;
        notTaken(told.digest, error);
      });
    },
  };
}
