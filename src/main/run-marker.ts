import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** A file that exists while the app runs. */
export interface RunMarker {
  /** The former run did not end properly: a power cut, a crash, a kill. */
  readonly foundOne: boolean;
  remove(): void;
}

/** Never throws: the ledger reports an unwritable disk with better words. */
export function placeRunMarker(file: string): RunMarker {
  const foundOne = existsSync(file);
  try {
    writeFileSync(file, `${process.pid}\n`);
  } catch {
    // See above.
  }
  return { foundOne, remove: () => rmSync(file, { force: true }) };
}
