import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const fileName = 'relay-cards.json';
const schema = v.object({
  /** When this counter joined the relay: another relay has heard nothing yet. */
  joinedAt: v.string(),
  /** The log is being read from its beginning. At its end, cards for payments that it lacks are sent. */
  isPassing: v.boolean(),
  /** Ids of payments that the relay must still be told about. */
  waiting: v.array(v.string()),
  /** By the payment's id: a digest of what was last said about it. */
  told: v.record(v.string(), v.string()),
});
export type KeptCards = v.InferOutput<typeof schema>;

/** Null where the file is missing or unreadable. */
export function readCards(dataDir: string): Promise<KeptCards | null> {
  return readJson(join(dataDir, fileName), schema);
}

/** On the disk once resolved. */
export function writeCards(dataDir: string, cards: KeptCards): Promise<void> {
  return writeJson(join(dataDir, fileName), cards);
}
