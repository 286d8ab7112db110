import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const schema = v.object({
  /** The relay that it belongs to: another relay counts from the beginning. */
  origin: v.string(),
  joinedAt: v.string(),
  /** The last row that the ledger holds; 0 and empty: none. */
  seq: v.number(),
  key: v.string(),
  /** Rows up to this one were read before: look them up before counting them as another delivery. */
  readBefore: v.number(),
  /** The first row whose payment is stored but perhaps not announced; null: all were announced. */
  untold: v.optional(v.nullable(v.object({ seq: v.number(), key: v.string() })), null),
  /** Start of the last minute whose refusals were reported. */
  refusedSince: v.string(),
  /** A digest of what the relay was last told: it is told again when the digest changes. */
  told: v.string(),
  /** How many payments the ledger lacked when the log was last read again for them. */
  healed: v.number(),
  /** Rows from this ISO instant on are news: this counter joined then, or lost payments then. */
  newsFrom: v.optional(v.string(), ''),
  /** A provider called the relay for real money; known even while the relay does not answer. */
  isCalled: v.optional(v.boolean(), false),
  /** The shop's counters, as the relay last listed them. */
  counters: v.optional(v.array(v.object({ number: v.number(), isHere: v.boolean() })), []),
});

export type RelayCursor = Readonly<v.InferOutput<typeof schema>>;

const fileName = 'relay.json';

export function freshCursor(origin: string, joinedAt: string, refusedSince: string): RelayCursor {
  const place = { seq: 0, key: '', readBefore: 0, untold: null, refusedSince, healed: 0 };
  return { origin, joinedAt, ...place, told: '', newsFrom: joinedAt, isCalled: false, counters: [] };
}

/** Null where the file is missing or unreadable: then everything is read again, and known payments count once. */
export function readCursor(dataDir: string): Promise<RelayCursor | null> {
  return readJson(join(dataDir, fileName), schema);
}

/** What a run must know of the former run while it reads the waiting rows. */
export interface FirstPass {
  /** Payments stored from rows after this number may not have been announced. */
  readonly tellFrom: number;
  /** Rows up to this number may already be stored: they are the former run's last page, whose place was not recorded. */
  readonly storedUntil: number;
}

/** The most rows of a page. */
const mostRows = 5_000;

/** Where a run begins: what the former run stored without announcing it is read again and announced. */
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
