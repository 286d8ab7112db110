import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { readJson } from '../storage/json-file';
import type { LedgerTrace } from '../ledger/ledger';
import type { Clock } from '../ports';

const schema = v.object({
  /** By the best known clock, even if the computer's own was wrong. */
  aliveAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The computer's uptime at that moment: tells how long ago it was, even if the clock was set meanwhile. */
  uptimeMs: v.optional(v.number()),
  /** What the ledger held then: a start that finds less knows that something is missing. */
  ledger: v.optional(v.object({ seq: v.number(), ever: v.number() })),
  /** The deaf period that lasted then: it continues across restarts. */
  open: v.nullable(
    v.object({
      id: v.string(),
      from: v.pipe(v.string(), v.isoTimestamp()),
      cause: v.picklist([
        'app-stopped',
        'asleep',
        'tunnel-down',
        'receiver-down',
        'ledger-refusing',
        'self-test-failed',
        'relay-silent',
      ]),
    }),
  ),
});
export type Heartbeat = v.InferOutput<typeof schema>;

export const heartbeatName = 'heartbeat.json';

/** What the ledger held at that moment; null where it was not recorded. */
export function traceIn(beat: Heartbeat | null): LedgerTrace | null {
  return beat?.ledger === undefined ? null : { ...beat.ledger, at: beat.aliveAt };
}

/** The last sign of life on the disk: after a power cut the next start reads it. */
export interface HeartbeatFile {
  /** `aliveAt`: ms since the epoch. */
  write(aliveAt: number, open: DeafPeriod | null, ledger: LedgerTrace): Promise<void>;
}

/** Null if it is missing or cannot be read. */
export async function readHeartbeat(dataDir: string): Promise<Heartbeat | null> {
  return readJson(join(dataDir, heartbeatName), schema);
}

export function heartbeatFile(dataDir: string, clock: Pick<Clock, 'uptime'>): HeartbeatFile {
  const file = join(dataDir, heartbeatName);
  return {
    async write(aliveAt, open, ledger) {
      const beat: Heartbeat = {
        aliveAt: new Date(aliveAt).toISOString(),
        uptimeMs: clock.uptime(),
        ledger,
        open: open === null ? null : { id: open.id, from: open.from, cause: open.cause },
      };
      const content = `${JSON.stringify(beat)}\n`;
      try {
        await replaceFile(realDisk, file, content);
      } catch (error) {
        if (!(await setFolderAside(dataDir, file, aliveAt))) throw error;
        await replaceFile(realDisk, file, content);
      }
    },
  };
}

/** Moves away a folder in the file's place, which would block every heartbeat. Resolves to whether there was one. */
async function setFolderAside(dataDir: string, file: string, at: number): Promise<boolean> {
  const found = await stat(file).catch(() => null); // what cannot be looked at is not moved either
  if (found?.isDirectory() !== true) return false;
  const quarantine = join(dataDir, 'quarantine');
  await mkdir(quarantine, { recursive: true, mode: 0o700 });
  await rename(file, join(quarantine, `${heartbeatName}-${at}`));
  return true;
}

/** The system's uptime is rounded: smaller differences from the clock mean nothing. */
const sameMs = 1_000;

/**
 * For how long the app did not run. Clock and uptime may each show too little (set back, restarted): the longer one
 * counts.
 */
export function silentForMs(
  { aliveAt, uptimeMs }: Pick<Heartbeat, 'aliveAt' | 'uptimeMs'>,
  clock: Pick<Clock, 'now' | 'uptime'>,
): number {
  const uptime = clock.uptime();
  const sinceThen = uptimeMs === undefined ? 0 : uptimeMs <= uptime ? uptime - uptimeMs : uptime;
  const byClock = Math.max(0, clock.now() - Date.parse(aliveAt));
  return sinceThen > byClock + sameMs ? sinceThen : byClock;
}
