import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';

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
export async function readCards(dataDir: string): Promise<KeptCards | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(join(dataDir, fileName), 'utf8')));
  } catch {
    return null;
  }
}

/** On the disk once resolved. */
export async function writeCards(dataDir: string, cards: KeptCards): Promise<void> {
  await replaceFile(realDisk, join(dataDir, fileName), `${JSON.stringify(cards)}\n`);
}
