import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import express from 'express';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import type { AppendOutcome, Ledger, ReceivedEvent } from '../../src/core/ledger/ledger';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { systemClock } from '../../src/core/ports';
import { createReceiver } from '../../src/core/receiver/create-receiver';
import { openServer } from '../../src/core/receiver/server';
import type { Variant } from './receiver-variants';

/** One receiver to be measured, in a process of its own: `node receiver-server.js VARIANT FOLDER`. */

const path = '/kkiapay/bench';
const secret = 'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe';

const starters: Record<Variant, (folder: string) => Promise<number>> = {
  'node:http': () =>
    listen((request, response) => {
      request
        .on('data', () => undefined)
        .on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
    }),
  'Express, plain': () => {
    const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
    const app = express();
    app.post(path, express.raw({ type: () => true, limit: '64kb' }), (request, response) => {
      const isProven = timingSafeEqual(digest(request.get('x-kkiapay-secret') ?? ''), digest(secret));
      response.status(isProven ? 200 : 401).end();
    });
    return listen(app);
  },
  'receiver, no store': () => receiverOver({ append: (received) => Promise.resolve(outcomeOf(received)) }),
  'receiver, journal': async (folder) => {
    const { ledger } = await openLedger({
      dataDir: folder,
      clock: systemClock,
      log: (line) => process.stderr.write(`${line}\n`),
      utcOffsetMinutes: () => 60,
    });
    return receiverOver(ledger);
  },
  'receiver, SQLite FULL': (folder) => receiverOver({ append: sqliteAppend(folder) }),
};

function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  return new Promise((done) => {
    // A listening TCP server has an address of this kind.
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });
}

async function receiverOver(ledger: Pick<Ledger, 'append'>): Promise<number> {
  const { port } = createReceiver(await openServer(0, systemClock), {
    ...{ ledger, clock: systemClock, log: (line: string) => process.stderr.write(`${line}\n`) },
    endpoints: [{ provider: kkiapay, mode: 'live', path, secrets: () => [secret] }],
    onAuthenticated: () => undefined,
    onRecorded: () => undefined,
    onRefused: () => undefined,
  });
  return port;
}

/** One flushed insert a call, as most would write it. */
function sqliteAppend(folder: string): Ledger['append'] {
  interface Database {
    pragma(what: string): void;
    exec(sql: string): void;
    prepare(sql: string): { run(...values: unknown[]): void };
  }
  // Installed in test/bench alone; this much of it is used.
  const Sqlite = createRequire(resolve('test/bench/package.json'))('better-sqlite3') as new (
    file: string,
  ) => Database;
  const database = new Sqlite(join(folder, 'events.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(
    'CREATE TABLE events (key TEXT PRIMARY KEY, receivedAt TEXT, event TEXT, headers TEXT, body BLOB)',
  );
  const insert = database.prepare('INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)');
  return (received) => {
    const { event, headers, receivedAt, rawBody } = received;
    insert.run(
      `${event.transactionId} ${event.event}`,
      receivedAt,
      JSON.stringify(event),
      JSON.stringify(headers),
      rawBody,
    );
    return Promise.resolve(outcomeOf(received));
  };
}

function outcomeOf({ event, provider, mode, receivedAt }: ReceivedEvent): AppendOutcome {
  const found = { claim: null, verification: { kind: 'announced' } } as const;
  return {
    duplicate: false,
    payment: { ...event, ...found, id: '1', provider, mode, receivedAt, deliveries: 1 },
  };
}

// Both come from our own bench, which knows the names.
const [variant, folder] = process.argv.slice(2) as [Variant, string];
const delay = monitorEventLoopDelay({ resolution: 1 });
let cpu = process.cpuUsage();
const port = await starters[variant](folder);
process.on('message', (message) => {
  if (message === 'start') {
    delay.reset();
    delay.enable();
    cpu = process.cpuUsage();
  } else {
    delay.disable();
    const { user, system } = process.cpuUsage(cpu);
    const rssMb = process.memoryUsage().rss / 2 ** 20;
    process.send?.({ loopP99Ms: delay.percentile(99) / 1e6, cpuMicros: user + system, rssMb });
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ port, path, secret });
