import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const fileName = 'relay-cards.json';
const schema = v.object({
  /** Whose it is: another relay has heard of nothing yet. */
  joinedAt: v.string(),
  /** The log is read from its beginning, and what does not stand there is to be told once its end is reached. */
  isPassing: v.boolean(),
  /** Ids of payments that the relay is still to hear of. */
  waiting: v.array(v.string()),
  /** By the payment's id: a digest of what was said of it last. */
  told: v.record(v.string(), v.string()),
});
export type KeptCards = v.InferOutput<typeof schema>;

/** Null where there is none, or none that can be read. */
export function readCards(dataDir: string): Promise<KeptCards | null> {
  return readJson(join(dataDir, fileName), schema);
}

/** On the disk once resolved. */
export function writeCards(dataDir: string, cards: KeptCards): Promise<void> {
  return writeJson(join(dataDir, fileName), cards);
}
