import { dayMs } from '../../shared/calendar';
import { endpointKey, endpointNames, type EndpointName } from '../../shared/payment/endpoint';
import type { Clock, Log, SecretName, SecretStore } from '../ports';
import type { SettingsFile } from './settings-file';

/** How long the former secret is still accepted, until the new one is in the provider's dashboard. */
const overlapMs = dayMs;
/** Timers stop while the computer sleeps, so check regularly. */
const lookEachMs = 15 * 60_000;

export const previousName = (endpoint: EndpointName): SecretName =>
  `previous-hash-secret-${endpointKey(endpoint)}`;

/** The former secrets: accepted for a day, then erased. */
export interface PreviousSecrets {
  readonly isAccepted: (endpoint: EndpointName) => boolean;
  /** Until when (ISO instant), as far as the clock is right; null where none is accepted. */
  readonly until: (endpoint: EndpointName) => string | null;
  /** Starts the day. Call it before another secret replaces the present one. */
  readonly begin: (endpoint: EndpointName) => Promise<void>;
  /** No longer accepted, and erased. */
  readonly revoke: (endpoint: EndpointName) => Promise<void>;
  readonly close: () => void;
}

interface Parts {
  readonly store: SecretStore;
  readonly settings: SettingsFile;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The day is measured by the uptime, so that setting the clock back does not extend it. Uptime does not outlive a
 * restart: then the latest time ever seen counts.
 */
export async function openPreviousSecrets({ store, settings, clock, log }: Parts): Promise<PreviousSecrets> {
  /** By endpoint: the uptime at which its day ends. */
  const ends = new Map<string, number>();
  const untilOf = (endpoint: EndpointName): string | null =>
    settings.current().previousSecretUntil[endpointKey(endpoint)] ?? null;
  const isAccepted = (endpoint: EndpointName): boolean =>
    clock.uptime() < (ends.get(endpointKey(endpoint)) ?? -Infinity);
  const writeUntil = async (endpoint: EndpointName, until: string | null): Promise<void> => {
    const { previousSecretUntil } = settings.current();
    await settings.change({
      previousSecretUntil: { ...previousSecretUntil, [endpointKey(endpoint)]: until },
    });
  };
  const revoke = async (endpoint: EndpointName): Promise<void> => {
    ends.delete(endpointKey(endpoint));
    if (store.read(previousName(endpoint)).kind !== 'absent') await store.set(previousName(endpoint), null);
    if (untilOf(endpoint) !== null) await writeUntil(endpoint, null);
  };
  /** If it cannot be erased now, it is refused nevertheless, and erasing is tried again. */
  const eraseOver = async (): Promise<void> => {
    for (const endpoint of endpointNames)
      if (!isAccepted(endpoint))
        await revoke(endpoint).catch((error: unknown) =>
          log(`a secret whose day is over could not be erased: ${String(error)}`),
        );
  };
  let cancel = (): void => undefined;
  const look = async (): Promise<void> => {
    await eraseOver();
    cancel = clock.after(lookEachMs, look);
  };

  const latest = Math.max(clock.now(), Date.parse(settings.current().latestAt ?? '') || 0);
  for (const endpoint of endpointNames) {
    const leftMs = Math.min(overlapMs, Date.parse(untilOf(endpoint) ?? '') - latest);
    if (leftMs > 0) ends.set(endpointKey(endpoint), clock.uptime() + leftMs);
  }
  await look();
  return {
    isAccepted,
    until: (endpoint) => (isAccepted(endpoint) ? untilOf(endpoint) : null),
    async begin(endpoint) {
      // Keep this order, so that an interruption at any point never makes a refused secret valid again.
      await revoke(endpoint);
      await writeUntil(endpoint, new Date(clock.now() + overlapMs).toISOString());
      ends.set(endpointKey(endpoint), clock.uptime() + overlapMs);
    },
    revoke,
    close: () => cancel(),
  };
}
