import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';

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
  try {
    return v.parse(schema, JSON.parse(await readFile(join(dataDir, fileName), 'utf8')));
  } catch {
    return { isRunning: false, due: [] };
  }
}

export function writeDue(dataDir: string, document: DueDocument): Promise<void> {
  return replaceFile(realDisk, join(dataDir, fileName), `${JSON.stringify(document)}\n`);
}
