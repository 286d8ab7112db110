import type { Clock, Log } from '../../core/ports';
import type { Sql } from '../store/database';
import {
  beginAlarms,
  dropSubscription,
  endAlarms,
  giveLeaseBack,
  noteTold,
  takeLease,
  untoldAlarms,
  watchedShops,
  type UntoldAlarm,
} from '../store/push';
import { changesOf } from './alarms';
import type { WebPush } from './push-sender';

export interface WatchParts {
  readonly sql: Sql;
  readonly instance: string;
  readonly webPush: Pick<WebPush, 'send'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Watch {
  /** Checks every shop, unless another relay does, and tells phones what is wrong. */
  round(): Promise<void>;
  /** Pushes since the start. */
  readonly counted: { readonly told: number; readonly failed: number };
  /** Another relay may continue at once. */
  stop(): Promise<void>;
}

export const watchEveryMs = 10_000;
const leaseName = 'alarms';
/** Longer than one batch of pushes can take, and longer than the pause between two rounds. */
const leaseMs = 30_000;
/** A round this long after the one before: nobody watched in between. */
const unwatchedMs = 30_000;
const mostTogether = 100;
const atOnce = 20;

export function createWatch({ sql, instance, webPush, clock, log }: WatchParts): Watch {
  const counted = { told: 0, failed: 0 };
  let watchedSince: number | null = null;
  let lastRoundAt = 0;

  const tell = async (one: UntoldAlarm): Promise<boolean> => {
    const { id, device, shop, kind, since, ...subscription } = one;
    const what = { kind, shop, since: since.toISOString() };
    const outcome = await webPush.send(subscription, what, `${shop}-${kind}`);
    counted[outcome === 'told' ? 'told' : 'failed'] += 1;
    if (outcome === 'told') await noteTold(sql, device, id);
    if (outcome === 'gone') await dropSubscription(sql, device, subscription.endpoint);
    return outcome === 'told';
  };
  /** Sends a device one message after another, and stops after the first failure. */
  const tellDevice = async (untold: readonly UntoldAlarm[]): Promise<void> => {
    for (const one of untold) if (!(await tell(one))) return;
  };
  const tellAll = async (): Promise<void> => {
    for (;;) {
      const untold = await untoldAlarms(sql, mostTogether);
      const devices = byDevice(untold);
      const before = counted.told;
      const next = async (): Promise<void> => {
        for (let one = devices.pop(); one !== undefined; one = devices.pop()) await tellDevice(one);
      };
      await Promise.all(Array.from({ length: atOnce }, next));
      const isAll = untold.length < mostTogether;
      if (isAll || counted.told === before) return;
      if (!(await takeLease(sql, leaseName, instance, leaseMs))) return;
    }
  };

  return {
    counted,
    async round() {
      try {
        const isOurs = await takeLease(sql, leaseName, instance, leaseMs);
        const now = clock.uptime();
        if (watchedSince === null || now - lastRoundAt > unwatchedMs) watchedSince = now;
        lastRoundAt = now;
        if (!isOurs) return;
        const since = watchedSince;
        const changes = (await watchedShops(sql)).map((shop) => ({
          shop: shop.shop,
          ...changesOf(shop, now - since),
        }));
        const over = changes.flatMap(({ shop, over: kinds }) => kinds.map((kind) => ({ shop, kind })));
        if (over.length > 0) await endAlarms(sql, over);
        const begun = changes.flatMap((one) => one.begun);
        if (begun.length > 0) {
          log(`amiss in ${new Set(begun.map(({ shop }) => shop)).size} shops`);
          await beginAlarms(sql, begun);
        }
        await tellAll();
        // The time that sending took counts as watched, because the database answered meanwhile.
        lastRoundAt = clock.uptime();
      } catch (error) {
        // If the database did not answer us, it did not answer the counters either.
        watchedSince = null;
        throw error;
      }
    },
    async stop() {
      await giveLeaseBack(sql, leaseName, instance);
    },
  };
}

function byDevice(untold: readonly UntoldAlarm[]): UntoldAlarm[][] {
  const found = new Map<number, UntoldAlarm[]>();
  for (const one of untold) found.set(one.device, [...(found.get(one.device) ?? []), one]);
  return [...found.values()];
}
