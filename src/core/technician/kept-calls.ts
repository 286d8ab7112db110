import type { Clock, Log } from '../ports';
import type { WatchedCall } from '../receiver/call-watch';
import type { Disk } from '../storage/disk';
import { serialQueue } from '../storage/serial-queue';
import { openCallFile } from './call-file';
import type { KeptCall } from './call-line';

const mostCalls = 200;
/** For bodies, headers and paths together; what KKiaPay sends takes 0.2 MB. The newest call is kept whatever its size. */
const mostBytes = 8 * 1024 * 1024;
/** Calls of a rush hour are written together: a payment's own flush comes first. */
const writePauseMs = 200;
/** Do not try a disk that refuses writes at every call. */
const failedPauseMs = 30_000;

export interface KeptCallsParts {
  readonly dataDir: string;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether payers of that instant are already removed: then nothing of a call is kept either. */
  readonly isForgotten: (at: string) => boolean;
}

/** The last calls, kept across restarts. Not money: written without a flush, and nothing waits for it. */
export interface KeptCalls {
  readonly add: (call: WatchedCall) => void;
  /** Oldest first. */
  readonly all: () => readonly KeptCall[];
  /** Removes the calls whose payers are removed by now, also from the file. */
  readonly forget: () => void;
  /** Resolves once everything is handed to the system. */
  readonly close: () => Promise<void>;
}

export async function openKeptCalls(parts: KeptCallsParts): Promise<KeptCalls> {
  const { clock, isForgotten } = parts;
  const file = await openCallFile(parts.dataDir, parts.disk, parts.log);
  const queued = serialQueue();
  let kept: KeptCall[] = [];
  let keptBytes = 0;
  let lastId = 0;
  let unwritten: KeptCall[] = [];
  let cancel: (() => void) | null = null;

  const keep = (newest: KeptCall): void => {
    kept.push(newest);
    keptBytes += bytesOf(newest);
    lastId = Math.max(lastId, newest.call.id);
    while (kept.length > mostCalls || (keptBytes > mostBytes && kept.length > 1)) {
      const oldest = kept.shift();
      if (oldest !== undefined) keptBytes -= bytesOf(oldest);
    }
  };
  const write = async (): Promise<void> => {
    cancel = null;
    const next = unwritten.splice(0);
    const oldest = file.oldest();
    if (!(await file.write(next, kept, oldest !== null && isForgotten(oldest)))) writeIn(failedPauseMs);
  };
  const writeIn = (pauseMs: number): void => {
    cancel ??= clock.after(pauseMs, () => queued(write));
  };
  const forget = (): void => {
    const left = kept.filter(({ call }) => !isForgotten(call.at));
    [kept, keptBytes] = [[], 0];
    left.forEach(keep);
    unwritten = unwritten.filter(({ call }) => !isForgotten(call.at));
    writeIn(writePauseMs);
  };
  file.found.forEach(keep);
  forget();
  return {
    add({ headers, body, ...call }) {
      const id = lastId + 1;
      const newest = { call: { ...call, id, bodySize: body?.length ?? null }, headers, body };
      keep(newest);
      unwritten.push(newest);
      if (unwritten.length > mostCalls) unwritten.shift();
      writeIn(writePauseMs);
    },
    all: () => kept,
    forget,
    async close() {
      await queued(write);
      cancel?.();
    },
  };
}

function bytesOf({ call, headers, body }: KeptCall): number {
  const words = [call.path, ...Object.entries(headers).flat()];
  return words.reduce((sum, { length }) => sum + length, body?.length ?? 0);
}
