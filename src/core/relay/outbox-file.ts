import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { sharedDeedSchema, type SharedDeed } from './deed-rows';

/** A deed that the relay has not heard of yet. */
export interface Unsent {
  readonly shared: SharedDeed;
  /** Null: the first of its turn, as far as is known here. Else a name of its own: another counter was first. */
  readonly also: string | null;
}

const fileName = 'relay-deeds.json';
const schema = v.object({
  unsent: v.array(v.object({ shared: sharedDeedSchema, also: v.nullable(v.string()) })),
});

/** Null where there is none, or none that can be read. */
export async function readOutbox(dataDir: string): Promise<readonly Unsent[] | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(join(dataDir, fileName), 'utf8'))).unsent;
  } catch {
    return null;
  }
}

/** On the disk once resolved. */
export async function writeOutbox(dataDir: string, unsent: readonly Unsent[]): Promise<void> {
  await replaceFile(realDisk, join(dataDir, fileName), `${JSON.stringify({ unsent })}\n`);
}
