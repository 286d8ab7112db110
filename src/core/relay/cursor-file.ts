import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { readFile } from 'node:fs/promises';

const schema = v.object({
  /** Whose it is: another relay counts anew. */
  origin: v.string(),
  joinedAt: v.string(),
  /** Of the last row that the ledger holds; 0 and empty: none. */
  seq: v.number(),
  key: v.string(),
  /** Rows up to this one were read before: they are looked for before they are counted as another delivery. */
  readBefore: v.number(),
  /** Start of the last minute whose refusals were told. */
  refusedSince: v.string(),
  /** Of what the relay was told last: another digest is told anew. */
  told: v.string(),
  /** Payments that the ledger missed when the log was read again because of them. */
  healed: v.number(),
});

export type RelayCursor = Readonly<v.InferOutput<typeof schema>>;

const fileName = 'relay.json';

export function freshCursor(origin: string, joinedAt: string, refusedSince: string): RelayCursor {
  return { origin, joinedAt, seq: 0, key: '', readBefore: 0, refusedSince, told: '', healed: 0 };
}

/** Null where there is none, or none that can be read: then all is read again, and what is known counts once. */
export async function readCursor(dataDir: string): Promise<RelayCursor | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(join(dataDir, fileName), 'utf8')));
  } catch {
    return null;
  }
}

/** On the disk once resolved. */
export async function writeCursor(dataDir: string, cursor: RelayCursor): Promise<void> {
  await replaceFile(realDisk, join(dataDir, fileName), `${JSON.stringify(cursor)}\n`);
}
