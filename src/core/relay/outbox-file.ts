import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';
import { sharedDeedSchema, type SharedDeed } from './deed-rows';

/** A deed that the relay was not told about yet. */
export interface Unsent {
  readonly shared: SharedDeed;
  /** Null: the first of its turn, as far as this counter knows. Else a name of its own: another counter was first. */
  readonly also: string | null;
}

const fileName = 'relay-deeds.json';
const schema = v.object({
  unsent: v.array(v.object({ shared: sharedDeedSchema, also: v.nullable(v.string()) })),
});

/** Null where the file is missing or unreadable. */
export async function readOutbox(dataDir: string): Promise<readonly Unsent[] | null> {
  return (await readJson(join(dataDir, fileName), schema))?.unsent ?? null;
}

/** On the disk once resolved. */
export function writeOutbox(dataDir: string, unsent: readonly Unsent[]): Promise<void> {
  return writeJson(join(dataDir, fileName), { unsent });
}
