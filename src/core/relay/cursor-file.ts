import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const schema = v.object({
  /** Whose it is: another relay counts anew. */
  origin: v.string(),
  joinedAt: v.string(),
  /** Of the last row that the ledger holds; 0 and empty: none. */
  seq: v.number(),
  key: v.string(),
  /** Rows up to this one were read before: they are looked for before they are counted as another delivery. */
  readBefore: v.number(),
  /** Where the rows begin whose payments are stored and were perhaps not told yet; null: all were. */
  untold: v.optional(v.nullable(v.object({ seq: v.number(), key: v.string() })), null),
  /** Start of the last minute whose refusals were told. */
  refusedSince: v.string(),
  /** Of what the relay was told last: another digest is told anew. */
  told: v.string(),
  /** Payments that the ledger missed when the log was read again because of them. */
  healed: v.number(),
  /** Since when (ISO instant) what is read is news: since this counter joined, or lost payments. */
  newsFrom: v.optional(v.string(), ''),
  /** A provider called there for real money: known also while the relay does not answer. */
  isCalled: v.optional(v.boolean(), false),
  /** The shop's counters as the relay told them last. */
  counters: v.optional(v.array(v.object({ number: v.number(), isHere: v.boolean() })), []),
});

export type RelayCursor = Readonly<v.InferOutput<typeof schema>>;

const fileName = 'relay.json';

export function freshCursor(origin: string, joinedAt: string, refusedSince: string): RelayCursor {
  const place = { seq: 0, key: '', readBefore: 0, untold: null, refusedSince, healed: 0 };
  return { origin, joinedAt, ...place, told: '', newsFrom: joinedAt, isCalled: false, counters: [] };
}

/** Null where there is none, or none that can be read: then all is read again, and what is known counts once. */
export function readCursor(dataDir: string): Promise<RelayCursor | null> {
  return readJson(join(dataDir, fileName), schema);
}

/** What a run must know of the one before it, while it first reads what waited. */
export interface FirstPass {
  /** What was stored of the rows behind this number was perhaps not told. */
  readonly tellFrom: number;
  /** Rows up to this number may be stored already: the last page of that run, of which it did not note the place. */
  readonly storedUntil: number;
}

/** A page holds no more rows. */
const mostRows = 5_000;

/** Where a run begins: what the one before it stored and had no time to tell is read again, and told. */
export function resumed(cursor: RelayCursor): { readonly start: RelayCursor; readonly firstPass: FirstPass } {
  const { seq, readBefore } = cursor;
  const start = { ...cursor, ...cursor.untold };
  const storedUntil = Math.max(seq, readBefore) + mostRows;
  return { start, firstPass: { tellFrom: Math.max(start.seq, readBefore), storedUntil } };
}

/** On the disk once resolved. */
export function writeCursor(dataDir: string, cursor: RelayCursor): Promise<void> {
  return writeJson(join(dataDir, fileName), cursor);
}
