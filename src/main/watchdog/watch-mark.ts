import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../core/ports';

/** The pause before the start after a crash: longer with each crash in a row. */
const pausesS = [2, 10, 60, 300, 900] as const;
/** A run this long did not fail because of its start. */
const ranWellMs = 10 * 60_000;

/** The file's content, one value a line; a shell reads it too. */
interface Mark {
  /** The watched process; 0: none, because the end is intended. */
  readonly pid: number;
  readonly pauseS: number;
  /** What to start after a crash. */
  readonly command: readonly string[];
}

/** A file that exists while the app runs, for its watcher. */
export interface WatchMark {
  readonly pid: number;
  /** From now on a crash is followed by this command. */
  readonly watched: (command: readonly string[]) => void;
  /** The end is intended, or nothing may restart the app: what follows is ignored. */
  readonly unwatched: () => void;
  readonly remove: () => void;
}

/** Never throws: the ledger reports an unwritable disk with better words. */
export function placeWatchMark(file: string, pid: number, clock: Clock): WatchMark {
  const left = readMark(file);
  // An old death without a restart says nothing about the next one.
  const deaths =
    left === null || left.pid === 0 ? 0 : pausesS.findIndex((pauseS) => pauseS >= left.pauseS) + 1;
  let mark: Mark = { pid: 0, pauseS: pausesS[deaths] ?? 900, command: [] };
  const beside = `${file}.new`;
  const write = (): void => {
    try {
      writeFileSync(beside, [mark.pid, mark.pauseS, ...mark.command, ''].join('\n'), { mode: 0o600 });
      renameSync(beside, file); // a reader sees the old one or the new
    } catch {
      dropWhatIsWrong();
    }
  };
  /**
   * If the disk is full, delete the file: an intended end must not look like a death because it could not be written.
   */
  const dropWhatIsWrong = (): void => {
    try {
      rmSync(beside, { force: true });
      if (mark.pid === 0) rmSync(file, { force: true });
    } catch {
      // See above.
    }
  };
  write();
  const cancel = clock.after(ranWellMs, () => {
    mark = { ...mark, pauseS: pausesS[0] };
    write();
  });
  return {
    pid,
    watched(command) {
      mark = { ...mark, pid, command };
      write();
    },
    unwatched() {
      mark = { ...mark, pid: 0 };
      write();
    },
    remove() {
      cancel();
      rmSync(file, { force: true });
    },
  };
}

/** Null where there is none. A torn one, or one of another version, only tells that it exists. */
export function readMark(file: string): Mark | null {
  try {
    const [pid = '', pauseS = '', ...command] = readFileSync(file, 'utf8').split('\n');
    return {
      pid: /^\d{1,10}$/.test(pid) ? Number(pid) : 0,
      pauseS: /^\d{1,4}$/.test(pauseS) ? Number(pauseS) : pausesS[0],
      command: command.filter((word) => word !== ''),
    };
  } catch {
    return null;
  }
}
