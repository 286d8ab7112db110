import { createHash } from 'node:crypto';
import type { Clock } from '../../core/ports';
import type { Sql } from '../store/database';
import { devicesBy, type Device } from '../store/shops';

export interface Devices {
  /**
   * The device whose token the request carries; null for an unknown or revoked token. Rejects where the database does
   * not answer.
   */
  of(authorization: string | undefined): Promise<Device | null>;
  /** It was revoked: read it from the database again. */
  forget(device: number): void;
}

/** A revoked device is refused within this time at the latest, whichever relay revoked it. */
const cachedMs = 10_000;
const mostCached = 100_000;
const mostAtOnce = 500;

interface Asked {
  readonly token: string;
  readonly resolve: (device: Device | null) => void;
  readonly reject: (error: unknown) => void;
}

/** Finds tokens by their digests, many at once: thousands of devices that come back together need few questions. */
export function createDevices(sql: Sql, clock: Clock): Devices {
  const cache = new Map<string, { readonly device: Device | null; readonly at: number }>();
  const asked: Asked[] = [];
  let isAsking = false;

  const askAll = async (): Promise<void> => {
    isAsking = true;
    while (asked.length > 0) {
      const together = asked.splice(0, mostAtOnce);
      try {
        const found = await devicesBy(sql, [...new Set(together.map(({ token }) => token))]);
        for (const { token, resolve } of together) {
          const device = found.get(token) ?? null;
          if (cache.size >= mostCached) cache.clear();
          cache.set(token, { device, at: clock.uptime() });
          resolve(device);
        }
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    isAsking = false;
  };

  return {
    async of(authorization) {
      const [, bearer] = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '') ?? [];
      if (bearer === undefined) return null;
      const token = createHash('sha256').update(bearer).digest('hex');
      const known = cache.get(token);
      const isFresh = known !== undefined && clock.uptime() - known.at < cachedMs;
      const device = isFresh
        ? known.device
        : await new Promise<Device | null>((resolve, reject) => {
            asked.push({ token, resolve, reject });
            if (!isAsking) askAll().catch(reject);
          });
      return device?.isRevoked === true ? null : device;
    },
    forget(id) {
      for (const [token, { device }] of cache) if (device?.id === id) cache.delete(token);
    },
  };
}
