import { randomUUID } from 'node:crypto';
import type { DeafCause, DeafPeriod, Hearing } from '../../shared/silence/hearing';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import { heartbeatFile, silentForMs } from './heartbeat';

/** How often the heartbeat file is written: after a power cut we know when we last heard to within this. */
export const beatMs = 10_000;
/** A beat that comes this late means that the computer, or this process, stood still. */
const stoodStillMs = 15_000;
/** What begins within this of the end of another is the same one going on: after sleep, the tunnel is found dead. */
const sameMs = 2_000;
/** So much less than what really passed, and the clock was set back meanwhile. */
const setBackMs = 5_000;

export interface HearingOptions {
  readonly dataDir: string;
  readonly ledger: Pick<Ledger, 'recordDeafPeriod'>;
  readonly clock: Clock;
  readonly log: Log;
  /** A period was opened (`to` null) or closed. */
  readonly onPeriod: (period: DeafPeriod) => void;
  /** The ledger holds what `onPeriod` told. */
  readonly onWritten: () => void;
  /** The process stood still for a while: whatever was connected may be dead. */
  readonly onStoodStill: () => void;
}

export interface HearingWatch {
  /** Told of every change of what we can hear. */
  hears(hearing: Hearing): void;
  /** The computer is about to sleep: leaves a heartbeat now, so that the deaf period begins here and not at the last one. */
  readonly sleeps: () => void;
  /** Leaves a last heartbeat, so that the next start knows from when on nobody listened. */
  stop(): Promise<void>;
}

/** A deaf period that lasts, and the computer's uptime at its beginning: the clock may be set meanwhile. */
interface Open {
  readonly period: DeafPeriod;
  readonly sinceUptimeMs: number;
}

/**
 * Keeps the book of deaf periods. DIR/heartbeat.json tells the last moment known alive, so that a start after a power cut
 * opens a period from there; a tunnel lost, a full disk, a sleep open one too. A period that cannot be written (the disk
 * that makes us deaf may be full) is kept and tried again with each beat.
 */
export async function watchHearing(options: HearingOptions): Promise<HearingWatch> {
  const { ledger, clock, log, onPeriod } = options;
  const heartbeat = heartbeatFile(options.dataDir, clock);
  const iso = (instant: number): string => new Date(instant).toISOString();

  const unwritten = new Map<string, DeafPeriod>();
  let writing = Promise.resolve();
  const flush = (): void => {
    writing = writing.then(async () => {
      for (const [id, period] of [...unwritten]) {
        try {
          await ledger.recordDeafPeriod(period);
          options.onWritten();
          if (unwritten.get(id) === period) unwritten.delete(id);
        } catch (error) {
          log(`a deaf period could not be written yet: ${String(error)}`);
        }
      }
    });
  };
  const record = (period: DeafPeriod): void => {
    unwritten.set(period.id, period);
    flush();
    onPeriod(period);
  };

  let open: Open | null = null;
  let last: { readonly period: DeafPeriod; readonly endedAt: number } | null = null;
  /** `from`: ms since the epoch. */
  const openPeriod = (from: number, cause: DeafCause, id: string = randomUUID()): void => {
    const now = clock.now();
    const same = last !== null && last.endedAt <= now && from <= last.endedAt + sameMs ? last.period : null;
    const begun = Math.min(from, now, same === null ? now : Date.parse(same.from));
    const period = { ...(same ?? { id, cause, checked: null }), from: iso(begun), to: null };
    open = { period, sinceUptimeMs: clock.uptime() - (now - begun) };
    record(period);
  };
  const closePeriod = (): void => {
    if (open === null) return;
    const { period, sinceUptimeMs } = open;
    const now = clock.now();
    const lastedMs = clock.uptime() - sinceUptimeMs;
    const from = now - Date.parse(period.from) < lastedMs - setBackMs ? iso(now - lastedMs) : period.from;
    const ended = { ...period, from, to: iso(now) };
    last = { period: ended, endedAt: now };
    open = null; // before anybody is told: they may tell us what we hear now
    record(ended);
  };

  let lastBeatAt = clock.uptime();
  const noticeStandstill = (): void => {
    const stoodMs = clock.uptime() - lastBeatAt;
    if (stoodMs <= stoodStillMs) return;
    lastBeatAt = clock.uptime();
    if (open === null) {
      openPeriod(clock.now() - stoodMs, 'asleep');
      closePeriod();
    }
    options.onStoodStill();
  };
  const beat = (): void => {
    const lasting = open?.period ?? null;
    writing = writing
      .then(() => heartbeat.write(lasting))
      .catch((error: unknown) => log(`the heartbeat could not be written: ${String(error)}`));
  };

  const left = await heartbeat.read();
  if (left !== null) {
    const silentSince = clock.now() - silentForMs(left, clock);
    if (left.open === null) openPeriod(silentSince, 'app-stopped');
    else openPeriod(Math.min(Date.parse(left.open.from), silentSince), left.open.cause, left.open.id);
  }
  beat();
  // Killed at any moment from now on, we left a sign of life.
  await writing;

  let cancel = (): void => undefined;
  const beatNow = (): void => {
    noticeStandstill();
    lastBeatAt = clock.uptime();
    beat();
  };
  const schedule = (): void => {
    cancel = clock.after(beatMs, () => {
      beatNow();
      if (unwritten.size > 0) flush();
      schedule();
    });
  };
  schedule();

  return {
    hears(hearing) {
      noticeStandstill();
      if (hearing.kind === 'deaf' && open === null) openPeriod(Date.parse(hearing.since), hearing.cause);
      if (hearing.kind === 'listening' || hearing.kind === 'local-only') closePeriod();
    },
    sleeps: beatNow,
    async stop() {
      cancel();
      beat();
      await writing;
    },
  };
}
