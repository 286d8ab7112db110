import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { writeDurably } from '../storage/durable-file';
import type { Clock } from '../ports';

const schema = v.object({
  aliveAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Of the computer, at that moment: tells how long ago it was, also where the clock was set meanwhile. */
  uptimeMs: v.optional(v.number()),
  /** The deaf period that lasted at that moment: it goes on across restarts. */
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
      ]),
    }),
  ),
});
export type Heartbeat = v.InferOutput<typeof schema>;

/** The last sign of life, on the disk: what a start after a power cut goes by. */
export interface HeartbeatFile {
  /** Null on a first start, or where it is torn: then nothing is known, and nothing is invented. */
  read(): Promise<Heartbeat | null>;
  write(open: DeafPeriod | null): Promise<void>;
}

export function heartbeatFile(dataDir: string, clock: Clock): HeartbeatFile {
  const file = join(dataDir, 'heartbeat.json');
  return {
    async read() {
      try {
        return v.parse(schema, JSON.parse(await readFile(file, 'utf8')));
      } catch {
        return null;
      }
    },
    write(open) {
      const beat: Heartbeat = {
        aliveAt: new Date(clock.now()).toISOString(),
        uptimeMs: clock.uptime(),
        open: open === null ? null : { id: open.id, from: open.from, cause: open.cause },
      };
      return writeDurably(file, `${JSON.stringify(beat)}\n`);
    },
  };
}

/** By the clock of then, in ms since the epoch; 0 where nothing is known. */
export async function lastAliveAt(dataDir: string, clock: Clock): Promise<number> {
  const left = await heartbeatFile(dataDir, clock).read();
  return left === null ? 0 : Date.parse(left.aliveAt);
}

/** The system's uptime is rounded: what differs less than this from the clock says the same. */
const sameMs = 1_000;

/** For how long nobody was alive. Clock and uptime may each say too little (set back, restarted): the longer one holds. */
export function silentForMs({ aliveAt, uptimeMs }: Heartbeat, clock: Clock): number {
  const uptime = clock.uptime();
  const sinceThen = uptimeMs === undefined ? 0 : uptimeMs <= uptime ? uptime - uptimeMs : uptime;
  const byClock = Math.max(0, clock.now() - Date.parse(aliveAt));
  return sinceThen > byClock + sameMs ? sinceThen : byClock;
}
