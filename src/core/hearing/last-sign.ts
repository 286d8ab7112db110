import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { logFileName, oldLogFileName } from '../diagnostics/log-file';
import type { Clock } from '../ports';
import { heartbeatName, readHeartbeat, type Heartbeat } from './heartbeat';

/** The traces of the run before this start. */
export interface LastSign extends Heartbeat {
  /** The heartbeat is lost, and this is the newest other trace: the app may have run longer. */
  readonly isTrace?: true;
}

export interface LastSignPlaces {
  readonly dataDir: string;
  readonly logFolder: string;
  readonly clock: Pick<Clock, 'now'>;
  /** ms since the epoch, by the present clock: newer files were written by this start itself. */
  readonly startedAt?: number;
}

/** A file older than Comptoir itself was dated by a computer without a clock battery. */
const oldestTrace = Date.parse('2025-01-01T00:00:00.000Z');
const tailBytes = 64 * 1024;

/** Call it before anything in the data folder is written. Null on a first start. */
export async function readLastSign(places: LastSignPlaces): Promise<LastSign | null> {
  const beat = await readHeartbeat(places.dataDir);
  if (beat !== null && Date.parse(beat.aliveAt) >= oldestTrace) return beat;
  const { clock, startedAt = clock.now() - process.uptime() * 1000 } = places;
  const isBefore = (instant: number): boolean => instant >= oldestTrace && instant < startedAt;
  // If the clock fell back by years, every trace is in the future.
  const isBelievable = (instant: number): boolean =>
    isBefore(instant) || (clock.now() < oldestTrace && instant >= oldestTrace);
  for (const traces of [writtenTraces(places), otherTraces(places)]) {
    const newest = Math.max(-Infinity, ...(await traces).filter(isBelievable));
    if (newest > -Infinity) return { aliveAt: new Date(newest).toISOString(), open: null, isTrace: true };
  }
  return null;
}

/** What Comptoir writes while it runs: the journal, and the lines of its log. */
async function writtenTraces({ dataDir, logFolder }: LastSignPlaces): Promise<number[]> {
  const [journal, ...lines] = await Promise.all([
    fileTimes(join(dataDir, 'journal')),
    ...[logFileName, oldLogFileName].map((name) => lineTimes(join(logFolder, name))),
  ]);
  return [...journal, ...lines.flat()];
}

/**
 * Used where nothing else is left: when any file of the folder was last written, also the damaged heartbeat. Files that a
 * person put there before the first start are ignored.
 */
async function otherTraces({ dataDir }: LastSignPlaces): Promise<number[]> {
  const look = (name: string) => stat(join(dataDir, name)).catch(nothingThere);
  const [beat, journal] = await Promise.all([look(heartbeatName), look('journal')]);
  if (beat !== null) return [...(await fileTimes(dataDir)), beat.mtimeMs];
  return journal === null ? [] : fileTimes(dataDir);
}

async function fileTimes(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const times = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(nothingThere);
      return found?.isFile() === true ? found.mtimeMs : null;
    }),
  );
  return times.filter((time) => time !== null);
}

/** Each line of the log begins with its instant. */
async function lineTimes(file: string): Promise<number[]> {
  const text = await tailOf(file).catch(() => ''); // what cannot be read tells nothing
  return text
    .split('\n')
    .map((line) => Date.parse(line.slice(0, line.indexOf(' '))))
    .filter((time) => !Number.isNaN(time));
}

async function tailOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/** A missing or unreadable file is no trace. */
function nothingThere(): null {
  return null;
}
