import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from '../storage/json-file';
import { ownNote } from './copy-folder';

const note = v.object({ payments: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** How many payments a copy held when it was made; null where that is not recorded, as in copies of earlier versions. */
export async function notedIn(copy: string): Promise<number | null> {
  return (await readJson(join(copy, ownNote), note))?.payments ?? null; // damaged or missing: count again
}

export function noteHeld(copy: string, payments: number): Promise<void> {
  return writeJson(join(copy, ownNote), { payments });
}
