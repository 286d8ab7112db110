import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../../src/core/ports';
import type { ReceivedEvent } from '../../src/core/ledger/ledger';
import { keyOf } from '../../src/core/ledger/dedup/dedup-key';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { retryRefused } from './retry-refused';

/** One way to keep payments: appends once for each key, and is open again with what it held. */
export interface Store {
  append(event: ReceivedEvent): Promise<unknown>;
  /** Fills a store before it is measured, as fast as it can. */
  fill(events: Iterable<ReceivedEvent>): Promise<void>;
  close(): Promise<void>;
}

export const storeNames = [
  'ledger',
  'SQLite FULL',
  'SQLite FULL, grouped by hand',
  'SQLite NORMAL (not durable)',
  'classic-level sync',
  'lowdb (not durable)',
] as const;
export type StoreName = (typeof storeNames)[number];

/** Stores on the same files, so that they are filled once. */
export function familyOf(name: StoreName): string {
  return name.startsWith('SQLite') ? 'sqlite' : (name.split(' ')[0] ?? name);
}

// Peers are installed for the benches alone; what is used of them is declared here.
const peers = createRequire(resolve('test/bench/package.json'));

export async function openStore(name: StoreName, folder: string): Promise<Store> {
  await mkdir(folder, { recursive: true });
  switch (name) {
    case 'ledger':
      return openOurs(folder);
    case 'SQLite FULL':
      return openSqlite(folder, 'FULL', false);
    case 'SQLite FULL, grouped by hand':
      return openSqlite(folder, 'FULL', true);
    case 'SQLite NORMAL (not durable)':
      return openSqlite(folder, 'NORMAL', false);
    case 'classic-level sync':
      return openLevel(folder);
    case 'lowdb (not durable)':
      return openLowdb(folder);
  }
}

async function openOurs(dataDir: string): Promise<Store> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const { ledger } = await openLedger({ dataDir, utcOffsetMinutes: () => 60, clock: systemClock, log });
  return {
    append: (event) => ledger.append(event),
    fill: (events) => fillBy(events, 1_000, (event) => retryRefused(() => ledger.append(event))),
    close: () => ledger.close(),
  };
}

interface Sqlite {
  pragma(text: string): unknown;
  exec(text: string): unknown;
  prepare(text: string): { run(...values: unknown[]): unknown };
  transaction<A extends unknown[]>(work: (...values: A) => void): (...values: A) => void;
  close(): void;
}

function openSqlite(folder: string, synchronous: string, grouped: boolean): Store {
  const Database = peers('better-sqlite3') as new (file: string) => Sqlite;
  const db = new Database(join(folder, 'events.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.exec('create table if not exists events (seq integer primary key, key text unique, json text)');
  const insert = db.prepare('insert or ignore into events (key, json) values (?, ?)');
  const insertAll = db.transaction((events: readonly ReceivedEvent[]) => {
    for (const event of events) insert.run(keyOf(event), jsonOf(event));
  });
  let waiting: { event: ReceivedEvent; done: () => void }[] = [];
  const commit = (): void => {
    const group = waiting;
    waiting = [];
    insertAll(group.map(({ event }) => event));
    for (const { done } of group) done();
  };
  return {
    append(event) {
      if (!grouped) return Promise.resolve(insert.run(keyOf(event), jsonOf(event)));
      return new Promise<void>((done) => {
        waiting.push({ event, done });
        if (waiting.length === 1) setImmediate(commit);
      });
    },
    fill: (events) =>
      fillIn(events, 10_000, (group) => {
        insertAll(group);
        return Promise.resolve();
      }),
    close() {
      db.close();
      return Promise.resolve();
    },
  };
}

interface Level {
  open(): Promise<void>;
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string, options: { sync: boolean }): Promise<void>;
  batch(operations: { type: 'put'; key: string; value: string }[]): Promise<void>;
  close(): Promise<void>;
}

async function openLevel(folder: string): Promise<Store> {
  const { ClassicLevel } = peers('classic-level') as { ClassicLevel: new (folder: string) => Level };
  const db = new ClassicLevel(join(folder, 'level'));
  await db.open();
  return {
    async append(event) {
      const key = keyOf(event);
      if ((await db.get(key)) === undefined) await db.put(key, jsonOf(event), { sync: true });
    },
    fill: (events) =>
      fillIn(events, 10_000, (group) =>
        db.batch(group.map((event) => ({ type: 'put', key: keyOf(event), value: jsonOf(event) }))),
      ),
    close: () => db.close(),
  };
}

interface Lowdb {
  data: { events: string[] };
  write(): Promise<void>;
}

async function openLowdb(folder: string): Promise<Store> {
  const { JSONFilePreset } = (await import('lowdb/node')) as {
    JSONFilePreset: (file: string, data: { events: string[] }) => Promise<Lowdb>;
  };
  const db = await JSONFilePreset(join(folder, 'db.json'), { events: [] });
  const keys = new Set<string>();
  return {
    async append(event) {
      const key = keyOf(event);
      if (keys.has(key)) return;
      keys.add(key);
      db.data.events.push(jsonOf(event));
      await db.write();
    },
    async fill(events) {
      for (const event of events) db.data.events.push(jsonOf(event));
      await db.write();
    },
    close: () => Promise.resolve(),
  };
}

/** As much as the ledger keeps of a call. */
function jsonOf({ rawBody, ...rest }: ReceivedEvent): string {
  return JSON.stringify({ ...rest, body: Buffer.from(rawBody).toString() });
}

async function fillBy(
  events: Iterable<ReceivedEvent>,
  posters: number,
  append: (event: ReceivedEvent) => Promise<unknown>,
): Promise<void> {
  const iterator = events[Symbol.iterator]();
  const post = async (): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await append(next.value);
  };
  await Promise.all(Array.from({ length: posters }, post));
}

async function fillIn(
  events: Iterable<ReceivedEvent>,
  size: number,
  write: (group: ReceivedEvent[]) => Promise<unknown>,
): Promise<void> {
  let group: ReceivedEvent[] = [];
  for (const event of events) {
    group.push(event);
    if (group.length < size) continue;
    await write(group);
    group = [];
  }
  await write(group);
}
