import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';

const instant = v.pipe(v.string(), v.isoTimestamp());
const due = v.object({ kind: v.picklist(['offline', 'crash']), from: instant, to: instant });
const schema = v.object({
  /** Still present at a start: the former run did not end properly. */
  isRunning: v.boolean(),
  due: v.pipe(v.array(due), v.maxLength(100), v.readonly()),
});

/** The outages to report to the owner, the oldest first. */
export type Due = v.InferOutput<typeof due>;
export type DueDocument = v.InferOutput<typeof schema>;

const fileName = 'owner-messages.json';

/** A missing or unreadable file holds nothing to report. */
export async function readDue(dataDir: string): Promise<DueDocument> {
  return (await readJson(join(dataDir, fileName), schema)) ?? { isRunning: false, due: [] };
}

export function writeDue(dataDir: string, document: DueDocument): Promise<void> {
  return writeJson(join(dataDir, fileName), document);
}
