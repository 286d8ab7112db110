import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { replaceFile } from './atomic-write';
import { realDisk } from './disk';

/** Null: there is no such file, it cannot be read, or it holds something else. */
export async function readJson<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** On the disk once resolved. Concurrent calls for one file are the caller's to order. */
export function writeJson(file: string, value: unknown): Promise<void> {
  return replaceFile(realDisk, file, `${JSON.stringify(value)}\n`);
}
