import { dirname, join } from 'node:path';
import type { Log } from '../ports';
import { replaceFile } from '../storage/atomic-write';
import type { Disk } from '../storage/disk';
import { readOrDamage, unreadable } from '../storage/read-or-damage';
import { callLine, parseCallLine, type KeptCall } from './call-line';

export const callFileName = 'calls.ndjson';
/** After so many lines the file is written again with the calls that are left. */
const mostLines = 400;
const mostBytes = 24 * 1024 * 1024;

export interface CallFile {
  /** Its content when it was opened, in order. */
  readonly found: readonly KeptCall[];
  /** ISO instant of the oldest call that may be in it; null: it is empty. */
  readonly oldest: () => string | null;
  /** Adds calls, or writes `all` again where that is due. False where the disk refused: `all` has lost nothing. */
  readonly write: (next: readonly KeptCall[], all: readonly KeptCall[], anew: boolean) => Promise<boolean>;
}

/** Opens DIR/calls.ndjson, for this user alone. Lines that cannot be read are skipped. */
export async function openCallFile(dataDir: string, disk: Disk, log: Log): Promise<CallFile> {
  const file = join(dataDir, callFileName);
  const content = await readOrDamage(disk, file);
  if (content === unreadable) log(`${callFileName} could not be read: the calls of this run are kept`);
  const text = content === null || content === unreadable ? '' : content.toString('utf8');
  const lines = text.split('\n');
  const found = lines.flatMap((line) => parseCallLine(line) ?? []);
  // After half a line from a power cut, the next line would be lost too.
  let isDamaged = content === unreadable || lines.at(-1) !== '' || found.length < lines.length - 1;
  let fileLines = lines.length - 1;
  let fileBytes = Buffer.byteLength(text);
  let oldest = oldestOf(found.map(({ call }) => call));
  let hasFailed = false;

  const append = async (calls: readonly KeptCall[], text: Buffer): Promise<void> => {
    const handle = await disk.append(file);
    try {
      await handle.write(text);
    } finally {
      await handle.close();
    }
    fileLines += calls.length;
    fileBytes += text.length;
    oldest = oldestOf([...calls.map(({ call }) => call), ...(oldest === null ? [] : [{ at: oldest }])]);
  };
  const replace = async (all: readonly KeptCall[]): Promise<void> => {
    const bytes = Buffer.from(all.map(callLine).join(''));
    if (all.length > 0) await replaceFile(disk, file, bytes);
    else {
      await disk.remove(file);
      await disk.syncFolder(dirname(file));
    }
    [fileLines, fileBytes, oldest, isDamaged] = [
      all.length,
      bytes.length,
      oldestOf(all.map(({ call }) => call)),
      false,
    ];
  };
  return {
    found,
    oldest: () => oldest,
    async write(next, all, anew) {
      try {
        const bytes = Buffer.from(next.map(callLine).join(''));
        const isFull = fileLines + next.length > mostLines || fileBytes + bytes.length > mostBytes;
        if (anew || isDamaged || isFull) await replace(all);
        else if (next.length > 0) await append(next, bytes);
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) log(`${callFileName} could not be written: ${String(error)}`);
        hasFailed = true;
        isDamaged = true;
      }
      return !hasFailed;
    },
  };
}

function oldestOf(calls: readonly { readonly at: string }[]): string | null {
  return calls.reduce<string | null>((least, { at }) => (least === null || at < least ? at : least), null);
}
