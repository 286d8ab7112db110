import { randomUUID } from 'node:crypto';
import { createBackground, logFailures, withGuardedTimers } from '../core/background';
import { systemClock, type Clock, type Log } from '../core/ports';
import { createReceiver } from '../core/receiver/create-receiver';
import type { CallStore } from '../core/receiver/receiver';
import { openServer } from '../core/receiver/server';
import { createApi } from './collect/api';
import { createDevices } from './collect/devices';
import { createHealth, type Counted } from './collect/health';
import { createLongPolls } from './collect/long-poll';
import { createNews } from './collect/news';
import { createCallLog } from './receive/call-log';
import { createRefusedMinutes } from './receive/refused-minutes';
import { createShopEndpoints } from './receive/shop-endpoints';
import { openRelayKey } from './relay-key';
import { createAppendLanes, type Written } from './store/append-lanes';
import { connect, needDatabase, RelayFailure, type Sql } from './store/database';
import { addRefusals, beat, noteSeen } from './store/hearing';
import { migrate, needSchema } from './store/migrate';
import { retire } from './store/retire';

export type RelayRole = 'receive' | 'serve' | 'both';

export interface RelayOptions {
  readonly database: string;
  /** On 127.0.0.1, behind a proxy that has the certificate; 0 picks a free one. */
  readonly port: number;
  readonly publicUrl: string;
  readonly migrates: boolean;
  readonly role: RelayRole;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Resolves when it is to end. */
  readonly stopAsked: Promise<void>;
  readonly onReady: (ready: {
    readonly publicUrl: string;
    readonly port: number;
    readonly pid: number;
  }) => void;
}

/** Devices of many shops wait at once, each on a connection of its own. */
const mostConnections = 60_000;
const beatMs = 2_000;
const sweepMs = 5_000;
const retireMs = 3_600_000;
const seenMs = 2_000;
/** With the four seconds of calls under way, less than the five that an end may take. */
const closeMs = 800;

/** The always-on receiver, until it is asked to stop. Rejects with `RelayFailure` where it cannot begin. */
export async function serveRelay(options: RelayOptions): Promise<void> {
  const { database, log } = options;
  const publicUrl = originOf(options.publicUrl);
  const runInBackground = createBackground(logFailures(log));
  const clock = withGuardedTimers(systemClock, runInBackground);
  const key = await openRelayKey(options.environment);
  const service = connect(database, { max: 4, asApp: false });
  // Of their own: a beat that waits behind the questions of others would look like a gap.
  const beats = connect(database, { max: 1, asApp: false });
  let stopReceiving = (): Promise<void> => Promise.resolve();
  const closers: (() => unknown)[] = [() => service.end({ timeout: 2 }), () => beats.end({ timeout: 2 })];
  try {
    await needDatabase(service);
    if (options.migrates) await migrate(service);
    await needSchema(service);
    const readers = connect(database, { max: 4, asApp: true });
    closers.unshift(() => readers.end({ timeout: 2 }));
    const receives = options.role !== 'serve';
    const serves = options.role !== 'receive';

    const endpoints = createShopEndpoints(service, key.opener, clock);
    const refresh = async (): Promise<void> => {
      if (receives) await endpoints.refresh();
    };
    await refresh();
    const news = createNews(service, clock, log, refresh);
    const lanes = createAppendLanes({ database, clock, log, onWritten: (shops) => news.told(shops) });
    closers.unshift(() => lanes.close());
    const refusals = countRefusals(service, clock);
    const counted: Counted = { calls: 0, callSeconds: 0, duplicates: 0, refusals: 0 };
    const seen = noteCollected(service);

    let lastBeatAt = clock.uptime();
    const instance = randomUUID();
    const every = repeater(clock, runInBackground);
    closers.unshift(() => every.stop());
    if (receives) {
      await beat(beats, instance);
      every.do('a beat', beatMs, async () => {
        await beat(beats, instance);
        lastBeatAt = clock.uptime();
      });
      every.do('counting refusals', sweepMs, refusals.write);
      closers.unshift(refusals.write);
    }
    every.do('looking for changes', sweepMs, async () => {
      await refresh();
      await news.sweep();
    });
    every.do('noting what was collected', seenMs, seen.write);
    every.do('forgetting what is old', retireMs, () => retire(service));

    const server = await openServer(options.port, clock, mostConnections);
    const relayKey = key.opener.publicKey.toString('base64');
    const polls = createLongPolls({ readers, service, news, clock, relayKey });
    const health = createHealth(
      {
        ...{ service, clock, news, lanes: receives ? lanes : null },
        lastBeatAt: () => (receives ? lastBeatAt : null),
      },
      counted,
    );
    const api = createApi({
      ...{ service, polls, relayKey, clock, log, serves, trust: server.trust },
      devices: createDevices(service, clock),
      onSeen: seen.note,
      async onChanged() {
        await refresh();
        await news.changed();
      },
      ...health,
    });
    const calls = createCallLog({ endpoints, lanes, pepper: key.pepper, clock });
    const receiver = createReceiver<Written>(server, {
      ...{ endpoints: endpoints.book, clock, log, answersAside: api },
      ledger: { append: counting(calls, counted, clock) },
      onAuthenticated: () => undefined,
      onRecorded: () => undefined,
      onRefused: ({ reason, count }) => log(`calls were refused: ${reason}, ${count}`),
      onEachRefused(path, reason, mode) {
        counted.refusals += 1;
        const shop = endpoints.shopAt(path);
        if (shop !== undefined) refusals.count(shop.id, reason, mode);
      },
    });
    closers.unshift(seen.write);
    stopReceiving = async () => {
      polls.stop();
      await receiver.stop();
    };

    options.onReady({ publicUrl, port: receiver.port, pid: process.pid });
    await options.stopAsked;
  } finally {
    await stopReceiving();
    await closeInTime(closers, clock, log);
  }
}

/** A database that does not answer keeps nobody: all that was acknowledged is committed. */
async function closeInTime(closers: readonly (() => unknown)[], clock: Clock, log: Log): Promise<void> {
  const closeAll = async (): Promise<void> => {
    for (const close of closers)
      await Promise.resolve(close()).catch((error: unknown) => log(`stopping: ${String(error)}`));
  };
  await Promise.race([closeAll(), new Promise<void>((resolve) => void clock.after(closeMs, resolve))]);
}

/** The same, and says how many calls were stored, in which time, how many were known. */
function counting(calls: CallStore<Written>, counted: Counted, clock: Clock): CallStore<Written>['append'] {
  return async (event, endpoint) => {
    const began = clock.uptime();
    const written = await calls.append(event, endpoint);
    counted.calls += 1;
    counted.callSeconds += (clock.uptime() - began) / 1_000;
    if (!written.fresh) counted.duplicates += 1;
    return written;
  };
}

/** How far each device has collected, written down now and then: a number that is lost is told again. */
function noteCollected(service: Sql) {
  const seen = new Map<number, number>();
  return {
    note: (device: number, acked: number): void => void seen.set(device, acked),
    write: async (): Promise<void> => {
      if (seen.size === 0) return;
      const taken = new Map(seen);
      seen.clear();
      await noteSeen(service, taken);
    },
  };
}

/** Refused calls of each shop and minute; what could not be written is kept for the next time. */
function countRefusals(service: Sql, clock: Clock) {
  const refused = createRefusedMinutes(clock);
  return {
    count: (...call: Parameters<typeof refused.count>): void => refused.count(...call),
    write: async (): Promise<void> => {
      const taken = refused.take();
      if (taken.length === 0) return;
      await addRefusals(service, taken).catch((error: unknown) => {
        refused.putBack(taken);
        throw error;
      });
    },
  };
}

/** The scheme and host alone: addresses are made by adding a path. */
export function originOf(publicUrl: string): string {
  if (!URL.canParse(publicUrl)) throw new RelayFailure('public-url-malformed');
  const { protocol, origin } = new URL(publicUrl);
  if (protocol !== 'https:' && protocol !== 'http:') throw new RelayFailure('public-url-malformed');
  return origin;
}

/** Work that is done again and again, each time a while after the last one was over, whether or not that failed. */
function repeater(clock: Clock, runInBackground: ReturnType<typeof createBackground>) {
  const cancels = new Set<() => void>();
  let isStopped = false;
  return {
    do(what: string, everyMs: number, task: () => Promise<void>): void {
      const wait = (): void => {
        if (isStopped) return;
        const cancel = clock.after(everyMs, () => {
          cancels.delete(cancel);
          runInBackground(what, () => task().finally(wait));
        });
        cancels.add(cancel);
      };
      wait();
    },
    stop(): void {
      isStopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}
