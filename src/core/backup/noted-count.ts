import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { ownNote } from './copy-folder';

const note = v.object({ payments: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** How many payments a copy held when it was made; null where that is not recorded, as in copies of earlier versions. */
export async function notedIn(copy: string): Promise<number | null> {
  try {
    return v.parse(note, JSON.parse(await readFile(join(copy, ownNote), 'utf8'))).payments;
  } catch {
    return null; // damaged or missing: count again
  }
}

export function noteHeld(copy: string, payments: number): Promise<void> {
  return replaceFile(realDisk, join(copy, ownNote), `${JSON.stringify({ payments })}\n`);
}
