import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** A file that is there while the app runs. */
export interface RunMarker {
  /** The run before this one did not end in order: a power cut, a crash, a kill. */
  readonly foundOne: boolean;
  remove(): void;
}

/** Rejects nothing: a disk that cannot be written is told by the ledger, in better words. */
export function placeRunMarker(file: string): RunMarker {
  const foundOne = existsSync(file);
  try {
    writeFileSync(file, `${process.pid}\n`);
  } catch {
    // See above.
  }
  return { foundOne, remove: () => rmSync(file, { force: true }) };
}
