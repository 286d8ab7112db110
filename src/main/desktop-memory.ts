import * as v from 'valibot';
import { readJson, writeJson } from '../core/storage/json-file';
import type { Log } from '../core/ports';

const size = v.pipe(v.number(), v.integer());
const schema = v.object({
  /** Where the window was last; null until it was closed once. */
  bounds: v.optional(v.nullable(v.object({ x: size, y: size, width: size, height: size })), null),
  isMaximized: v.optional(v.boolean(), false),
  /** The merchant was told that the bell continues after closing the window. */
  closingExplained: v.optional(v.boolean(), false),
  /** The app's version at its last start, and the one before: for going back after a bad update. */
  version: v.optional(v.nullable(v.string()), null),
  earlierVersion: v.optional(v.nullable(v.string()), null),
});
export type Remembered = Readonly<v.InferOutput<typeof schema>>;

/** What this computer's desktop must remember. None of it is worth an error: unreadable values start again. */
export interface DesktopMemory {
  current(): Remembered;
  remember(change: Partial<Remembered>): void;
  /** Resolves once everything is on the disk. */
  settled(): Promise<void>;
}

export async function openDesktopMemory(file: string, log: Log): Promise<DesktopMemory> {
  let current = await read(file);
  let writing = Promise.resolve();
  return {
    current: () => current,
    remember(change) {
      current = { ...current, ...change };
      writing = writing
        .then(() => writeJson(file, current))
        .catch((error: unknown) => log(`the desktop's memory could not be written: ${String(error)}`));
    },
    settled: () => writing,
  };
}

async function read(file: string): Promise<Remembered> {
  return (await readJson(file, schema)) ?? v.parse(schema, {});
}
