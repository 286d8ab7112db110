import { randomUUID } from 'node:crypto';
import type { DeafCause, DeafPeriod, Hearing } from '../../shared/silence/hearing';
import type { AppState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { ClockTrust } from './clock-trust';
import { periodAt, retell, tellsTheSame, type DatedPeriod, type Moment } from './dated-period';
import { createDeafBook } from './deaf-book';
import { heartbeatFile, silentForMs } from './heartbeat';
import type { LastSign } from './last-sign';

/** How often the heartbeat file is written: after a power cut we know when we last heard to within this. */
export const beatMs = 10_000;
/** A beat that comes this late means that the computer, or this process, stood still. */
const stoodStillMs = 15_000;
/** What begins within this of the end of another is the same one going on: after sleep, the tunnel is found dead. */
const sameMs = 2_000;
/** A period that ended longer ago keeps its dates where the clock is set: they were seen, and may have been acted upon. */
const justNowMs = 60 * 60_000;

export interface HearingOptions {
  readonly dataDir: string;
  readonly ledger: Pick<Ledger, 'recordDeafPeriod'>;
  readonly clock: Clock;
  readonly trust: ClockTrust;
  readonly log: Log;
  /** A period was opened (`to` null), closed, or dated anew. */
  readonly onPeriod: (period: DeafPeriod) => void;
  /** The ledger holds what `onPeriod` told. */
  readonly onWritten: () => void;
  /** The clock began to be doubtful, or is right again. */
  readonly onClock: (isWrong: boolean) => void;
  /** The process stood still for a while: whatever was connected may be dead. */
  readonly onStoodStill: () => void;
}

export interface HearingWatch {
  /** Told of every change of what we can hear. */
  hears(hearing: Hearing): void;
  /** Told of every fact: of the state that it led to, and of periods that somebody checked meanwhile. */
  follow(fact: Fact, state: Pick<AppState, 'hearing'>): void;
  /** The computer is about to sleep: leaves a heartbeat now, so that the deaf period begins here and not at the last one. */
  readonly sleeps: () => void;
  /** Leaves a last heartbeat, so that the next start knows from when on nobody listened. */
  stop(): Promise<void>;
}

/**
 * Keeps the book of deaf periods. DIR/heartbeat.json tells the last moment known alive, so that a start after a power cut
 * opens a period from there; a tunnel lost, a full disk, a sleep open one too. Moments are kept by the computer's uptime
 * and dated by the clock as far as it is trusted: where the clock is set, what was just told is told anew. While it is
 * suspect, a period that is over stays open.
 */
export async function watchHearing(options: HearingOptions): Promise<HearingWatch> {
  const { clock, trust, log } = options;
  const heartbeat = heartbeatFile(options.dataDir, clock);
  const book = createDeafBook(options);

  let open: DatedPeriod | null = null;
  let ended: DatedPeriod[] = [];
  const tell = (period: DatedPeriod): void => {
    const dating = { at: trust.at, uptimeMs: clock.uptime(), isSure: trust.verdict() !== 'suspect' };
    const next = periodAt(period, dating);
    if (tellsTheSame(period.told, next)) return;
    for (const told of retell(period, next)) {
      book.record(told);
      options.onPeriod(told);
    }
  };
  const openPeriod = (from: Moment, cause: DeafCause, other: Partial<DatedPeriod> = {}): void => {
    open = {
      ...{ id: randomUUID(), cause, checked: null, from, lastedAtUptimeMs: clock.uptime() },
      ...{ heardAtUptimeMs: null, isAtLeast: false, told: null, ...other },
    };
    tell(open);
  };
  /** What is found to have begun as another ended is that one going on. */
  const goDeaf = (fromUptimeMs: number, cause: DeafCause): void => {
    const last = ended.at(-1);
    if (last === undefined || fromUptimeMs > (last.heardAtUptimeMs ?? 0) + sameMs) {
      openPeriod({ uptimeMs: fromUptimeMs }, cause);
      return;
    }
    ended = ended.slice(0, -1);
    const isEarlier = 'uptimeMs' in last.from && fromUptimeMs < last.from.uptimeMs;
    open = { ...last, heardAtUptimeMs: null, ...(isEarlier && { from: { uptimeMs: fromUptimeMs } }) };
    tell(open);
  };
  const closePeriod = (): void => {
    if (open === null) return;
    open.heardAtUptimeMs ??= clock.uptime();
    const period = open;
    if (trust.verdict() !== 'suspect') {
      open = null; // before anybody is told: they may tell us what we hear now
      ended = [...ended, period].slice(-20);
    }
    tell(period);
  };
  let isClockWrong = false;
  /** The clock was set, or another told what it should say. */
  const dateAnew = (): void => {
    if (isClockWrong !== (trust.verdict() !== 'sound')) {
      isClockWrong = !isClockWrong;
      options.onClock(isClockWrong);
    }
    if (open !== null && !trust.isSignSound() && 'at' in open.from) {
      open.from = { uptimeMs: 0 };
      open.isAtLeast = true;
    }
    ended = ended.filter(({ heardAtUptimeMs }) => clock.uptime() - (heardAtUptimeMs ?? 0) <= justNowMs);
    for (const period of ended) tell(period);
    if (open === null) return;
    if (open.heardAtUptimeMs === null) tell(open);
    else closePeriod();
  };

  let lastBeatAt = clock.uptime();
  const noticeStandstill = (): void => {
    const stoodMs = clock.uptime() - lastBeatAt;
    if (stoodMs <= stoodStillMs) return;
    lastBeatAt = clock.uptime();
    if (open === null) {
      openPeriod({ uptimeMs: clock.uptime() - stoodMs }, 'asleep');
      closePeriod();
    }
    options.onStoodStill();
  };
  const beat = (): void => {
    const lasting = open?.told ?? null;
    const aliveAt = trust.at(clock.uptime());
    book.behind(() =>
      heartbeat.write(aliveAt, lasting).catch((error: unknown) => {
        log(`the heartbeat could not be written: ${String(error)}`);
      }),
    );
  };

  const { lastSign } = trust;
  if (lastSign !== null) {
    const { cause, ...other } = begunBefore(lastSign, trust.wasSet, clock);
    openPeriod(other.from, cause, other);
  }
  dateAnew();
  beat();
  // Killed at any moment from now on, we left a sign of life.
  await book.settled();

  const unsubscribe = trust.onChange(dateAnew);
  let cancel = (): void => undefined;
  const beatNow = (): void => {
    noticeStandstill();
    lastBeatAt = clock.uptime();
    dateAnew();
    beat();
  };
  const schedule = (): void => {
    cancel = clock.after(beatMs, () => {
      beatNow();
      book.retry();
      schedule();
    });
  };
  schedule();

  const hears = (hearing: Hearing): void => {
    noticeStandstill();
    if (hearing.kind === 'deaf') {
      const forMs = Math.max(0, clock.now() - Date.parse(hearing.since));
      if (open === null) goDeaf(clock.uptime() - forMs, hearing.cause);
      else open.heardAtUptimeMs = null; // its end was not dated yet: it goes on
    }
    if (hearing.kind === 'listening' || hearing.kind === 'local-only') closePeriod();
  };
  const noteChecked = ({ id, checked }: DeafPeriod): void => {
    for (const period of [...ended, ...(open === null ? [] : [open])])
      if (period.id === id && checked !== null) period.checked = checked;
  };

  return {
    hears,
    follow(fact, state) {
      if (fact.kind === 'deaf-period') noteChecked(fact.period);
      hears(state.hearing);
    },
    sleeps: beatNow,
    async stop() {
      cancel();
      unsubscribe();
      beat();
      await book.settled();
    },
  };
}

/** The period in which nobody listened because we were not there, or one that lasted already when we went. */
function begunBefore(
  sign: LastSign,
  wasSet: boolean,
  clock: Clock,
): Pick<DatedPeriod, 'cause' | 'from' | 'lastedAtUptimeMs' | 'isAtLeast'> & { readonly id?: string } {
  const isAtLeast = sign.isTrace === true;
  const aliveAt = Date.parse(sign.aliveAt);
  const lasted = sign.open === null ? null : aliveAt - Date.parse(sign.open.from);
  const known =
    sign.open === null ? { cause: 'app-stopped' as const } : { id: sign.open.id, cause: sign.open.cause };
  const { uptimeMs } = sign;
  if (uptimeMs !== undefined && wasSet) {
    const from = { uptimeMs: uptimeMs - Math.max(0, lasted ?? 0) };
    return { ...known, from, lastedAtUptimeMs: uptimeMs, isAtLeast };
  }
  const from = { at: Math.min(aliveAt, aliveAt - (lasted ?? 0)) };
  const byUptimeMs = silentForMs({ aliveAt: new Date(clock.now()).toISOString(), uptimeMs }, clock);
  return { ...known, from, lastedAtUptimeMs: clock.uptime() - byUptimeMs, isAtLeast };
}
