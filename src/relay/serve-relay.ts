import { randomUUID } from 'node:crypto';
import { createBackground, logFailures, withIsolatedTimers } from '../core/background';
import { within, systemClock, type Clock, type Log } from '../core/ports';
import { createReceiver } from '../core/receiver/create-receiver';
import { openServer } from '../core/receiver/server';
import { countRefusals, counting, noteCollected } from './counted';
import { createApi } from './collect/api';
import { createDeviceRows } from './collect/device-rows';
import { createDevices } from './collect/devices';
import { createHealth, type Counted } from './collect/health';
import { createLongPolls } from './collect/long-poll';
import { createNews } from './collect/news';
import { openPhonePage } from './collect/phone-page';
import { openPush } from './push/open-push';
import { publicNetwork } from './push/push-network';
import { watchEveryMs } from './push/watch';
import { createCallLog } from './receive/call-log';
import { createShopEndpoints } from './receive/shop-endpoints';
import { openRelayKey } from './relay-key';
import { repeater } from './repeater';
import { createAppendLanes, type Written } from './store/append-lanes';
import { hasLostWork, type Asked } from './store/lost-work';
import { connect, needDatabase, RelayFailure } from './store/database';
import { beat } from './store/hearing';
import { migrate, needSchema } from './store/migrate';
import { primaryFirst } from './store/primary-first';
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
  /** The folder of the built page for owners' phones. */
  readonly phonePageDir: string;
  readonly log: Log;
  /** Resolves when the relay must end. */
  readonly stopAsked: Promise<void>;
  readonly onReady: (ready: {
    readonly publicUrl: string;
    readonly port: number;
    readonly pid: number;
  }) => void;
}

/** Devices of many shops wait at once, each on its own connection. */
const mostConnections = 60_000;
const beatMs = 2_000;
const sweepMs = 5_000;
const lostMs = 1_000;
const againMs = 500;
const retireMs = 3_600_000;
const seenMs = 2_000;
/** Together with the four seconds for running calls, less than the five seconds that an end may take. */
const closeMs = 800;

/** Runs the always-on receiver until it is asked to stop. Rejects with `RelayFailure` where it cannot start. */
export async function serveRelay(options: RelayOptions): Promise<void> {
  let { port } = options;
  const onReady: RelayOptions['onReady'] = (ready) => {
    ({ port } = ready);
    options.onReady(ready);
  };
  const isAsked = options.stopAsked.then(() => 'asked' as const);
  let end = await serveOnce({ ...options, onReady });
  while (end === 'lost') {
    options.log('the database knows nothing of what it was asked: all is opened anew');
    const again = { ...options, port, migrates: false, onReady: () => undefined };
    end = await serveOnce(again).catch((error: unknown) => {
      options.log(`the relay is not open again yet: ${String(error)}`);
      return within(systemClock, againMs, isAsked, 'lost');
    });
  }
}

/** Resolves when it was asked to stop, or when the database has lost a pending query. */
async function serveOnce(options: RelayOptions): Promise<'asked' | 'lost'> {
  const { log } = options;
  const database = await primaryFirst(options.database);
  const instance = randomUUID();
  const names = { lanes: `comptoir-relay lanes ${instance}`, service: `comptoir-relay ${instance}` };
  const publicUrl = originOf(options.publicUrl);
  const runInBackground = createBackground(logFailures(log));
  const clock = withIsolatedTimers(systemClock, runInBackground);
  const key = await openRelayKey(options.environment);
  const service = connect(database, { max: 4, asApp: false, name: names.service });
  // Beats use their own connection, because a beat that waits behind other queries would look like a gap.
  const beats = connect(database, { max: 1, asApp: false });
  let stopReceiving = (): Promise<void> => Promise.resolve();
  const closers: (() => unknown)[] = [() => service.end({ timeout: 2 }), () => beats.end({ timeout: 2 })];
  try {
    await needDatabase(service, clock);
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
    const devices = createDevices(service, clock);
    const news = createNews({
      sql: service,
      clock,
      log,
      onAddressesChanged: refresh,
      onRevoked(device) {
        devices.forget(device);
        polls.end(device);
      },
    });
    const relayKey = key.opener.publicKey.toString('base64');
    const polls = createLongPolls({ readers, service, news, clock, relayKey });
    const lanes = createAppendLanes({
      database,
      name: names.lanes,
      clock,
      log,
      onWritten: (shops) => news.told(shops),
    });
    closers.unshift(() => lanes.close());
    const refusals = countRefusals(service, clock);
    const counted: Counted = { calls: 0, callSeconds: 0, duplicates: 0, refusals: 0 };
    const seen = noteCollected(service);

    let lastBeatAt = clock.uptime();
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
    let sweepingSince: number | null = null;
    every.do('looking for changes', sweepMs, async () => {
      sweepingSince = clock.uptime();
      try {
        await refresh();
        await news.sweep();
      } finally {
        sweepingSince = null;
      }
    });
    const asked: readonly Asked[] = [
      { name: names.lanes, since: lanes.waitingSince },
      { name: names.service, since: () => sweepingSince },
    ];
    const lost = new Promise<'lost'>((resolve) => {
      every.do('looking for lost work', lostMs, async () => {
        if (await hasLostWork(asked, { database, clock, log })) resolve('lost');
      });
    });
    every.do('noting what was collected', seenMs, seen.write);
    every.do('forgetting what is old', retireMs, () => retire(service));

    const push = openPush({
      sql: service,
      instance,
      seed: key.pushSeed,
      publicUrl,
      clock,
      log,
      network: publicNetwork(),
    });
    if (serves) {
      every.do('looking for what is amiss', watchEveryMs, () => push.watch.round());
      closers.unshift(() => push.watch.stop());
    }

    const server = await openServer(options.port, clock, mostConnections);
    const health = createHealth(
      {
        service,
        clock,
        waiting: polls.waiting,
        lanes: receives ? lanes : null,
        pushes: push.watch.counted,
        lastBeatAt: () => (receives ? lastBeatAt : null),
      },
      counted,
    );
    const api = createApi({
      writeRows: createDeviceRows({ lanes, readers, pepper: key.pepper, clock }),
      service,
      polls,
      relayKey,
      clock,
      log,
      serves,
      trust: server.trust,
      devices,
      onSeen: seen.note,
      onRevoked: (device) => news.revoked(device),
      servePage: await openPhonePage(options.phonePageDir),
      others: push.handlers,
      async onChanged() {
        await refresh();
        await news.changed();
      },
      ...health,
    });
    const calls = createCallLog({ endpoints, lanes, pepper: key.pepper, clock });
    const receiver = createReceiver<Written>(server, {
      endpoints: endpoints.book,
      clock,
      log,
      answersAside: api,
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
    const end = await Promise.race([options.stopAsked.then(() => 'asked' as const), lost]);
    if (end === 'lost') await lanes.abandon();
    return end;
  } finally {
    await stopReceiving();
    await closeInTime(closers, clock, log);
  }
}

/** End even if the database does not answer: everything acknowledged is committed. */
async function closeInTime(closers: readonly (() => unknown)[], clock: Clock, log: Log): Promise<void> {
  const closeAll = async (): Promise<void> => {
    for (const close of closers)
      await Promise.resolve(close()).catch((error: unknown) => log(`stopping: ${String(error)}`));
  };
  await within(clock, closeMs, closeAll(), undefined);
}

/** Only scheme and host: addresses are made by adding a path. */
export function originOf(publicUrl: string): string {
  if (!URL.canParse(publicUrl)) throw new RelayFailure('public-url-malformed');
  const { protocol, origin } = new URL(publicUrl);
  if (protocol !== 'https:' && protocol !== 'http:') throw new RelayFailure('public-url-malformed');
  return origin;
}
