import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const instant = v.pipe(v.string(), v.isoTimestamp());
const due = v.object({ kind: v.picklist(['offline', 'crash']), from: instant, to: instant });
const schema = v.object({
  /** Still there at a start: the run before did not end in order. */
  isRunning: v.boolean(),
  due: v.pipe(v.array(due), v.maxLength(100), v.readonly()),
});

/** What the owner is still to be told, the oldest first. */
export type Due = v.InferOutput<typeof due>;
export type DueDocument = v.InferOutput<typeof schema>;

const fileName = 'owner-messages.json';

/** What is not there, or cannot be read, holds nothing to tell. */
export async function readDue(dataDir: string): Promise<DueDocument> {
  return (await readJson(join(dataDir, fileName), schema)) ?? { isRunning: false, due: [] };
}

export function writeDue(dataDir: string, document: DueDocument): Promise<void> {
  return writeJson(join(dataDir, fileName), document);
}
