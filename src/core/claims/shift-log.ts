import { join } from 'node:path';
import * as v from 'valibot';
import { shiftsBetween, type ShiftChange, type WorkedShift } from '../../shared/payment/shift';
import type { Log } from '../ports';
import { replaceFile } from '../storage/atomic-write';
import type { Disk } from '../storage/disk';
import { readOrDamage, unreadable } from '../storage/read-or-damage';
import { serialQueue } from '../storage/serial-queue';

export const shiftLogName = 'shifts.ndjson';
/** More than a year of ten changes a day. The older half is dropped when it is full. */
const mostChanges = 5_000;

const change = v.object({ by: v.string(), at: v.pipe(v.string(), v.isoTimestamp()) });

/**
 * Who took the counter when, for the day's screen. No money depends on it: an error is only logged, and the shift is
 * still taken.
 */
export interface ShiftLog {
  readonly note: (taken: ShiftChange) => Promise<void>;
  /** The shifts of that time, in ms since the epoch; the earliest first. */
  readonly between: (startMs: number, endMs: number, now: number) => Promise<readonly WorkedShift[]>;
}

export function createShiftLog(dataDir: string, disk: Disk, log: Log): ShiftLog {
  const file = join(dataDir, shiftLogName);
  const queued = serialQueue();
  /** Null where the file cannot be read. */
  const read = async (): Promise<readonly ShiftChange[] | null> => {
    const content = await readOrDamage(disk, file);
    if (content === unreadable) return null;
    return (content?.toString('utf8') ?? '').split('\n').flatMap((line) => {
      const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), change), line);
      return success ? [output] : [];
    });
  };
  const write = async (taken: ShiftChange): Promise<void> => {
    const known = await read();
    if (known !== null && known.length >= mostChanges) {
      const kept = [...known.slice(-mostChanges / 2), taken];
      await replaceFile(disk, file, kept.map((one) => `${JSON.stringify(one)}\n`).join(''));
      return;
    }
    const handle = await disk.append(file);
    try {
      // The empty line ends a line that a power cut left unfinished.
      await handle.writeThrough(Buffer.from(`\n${JSON.stringify(taken)}\n`));
    } finally {
      await handle.close();
    }
  };
  return {
    note: (taken) =>
      queued(() => write(taken)).catch((error: unknown) =>
        log(`${shiftLogName} could not be written: ${String(error)}`),
      ),
    async between(startMs, endMs, now) {
      const known = await queued(read).catch(() => null); // said below
      if (known === null) log(`${shiftLogName} could not be read: the day shows no shifts`);
      return known === null ? [] : shiftsBetween(known, { startMs, endMs }, now);
    },
  };
}
