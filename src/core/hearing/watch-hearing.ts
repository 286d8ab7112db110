import { silenceOf, type DeafPeriod, type Hearing } from '../../shared/silence/hearing';
import type { AppState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { ClockTrust } from './clock-trust';
import type { DatedPeriod } from './dated-period';
import { createDeafBook } from './deaf-book';
import { createDeafPeriods } from './deaf-periods';
import { heartbeatFile, silentForMs } from './heartbeat';
import type { LastSign } from './last-sign';

/** How often the heartbeat file is written: after a power cut we know when we last heard to within this. */
export const beatMs = 10_000;
/** A beat this late means that the computer, or this process, was suspended. */
const stoodStillMs = 15_000;

export interface HearingOptions {
  readonly dataDir: string;
  readonly ledger: Pick<Ledger, 'recordDeafPeriod' | 'trace'>;
  readonly clock: Clock;
  readonly trust: ClockTrust;
  readonly log: Log;
  /** A period was opened (`to` null), closed, or given corrected dates. */
  readonly onPeriod: (period: DeafPeriod) => void;
  /** The ledger has stored what `onPeriod` reported. */
  readonly onWritten: () => void;
  /** The clock became doubtful, or is right again. */
  readonly onClock: (isWrong: boolean) => void;
  /** The process was suspended for a while: its connections may be dead. */
  readonly onStoodStill: () => void;
}

export interface HearingWatch {
  /** Takes every change of what we can hear. */
  hears(hearing: Hearing): void;
  /** Takes every fact: the new state, and periods that a person has checked. */
  follow(fact: Fact, state: Pick<AppState, 'hearing'>): void;
  /**
   * The computer is about to sleep: writes a heartbeat now, so that the deaf period begins here and not at the last one.
   */
  readonly sleeps: () => void;
  /** Writes a last heartbeat, so that the next start knows since when the app was deaf. */
  stop(): Promise<void>;
}

/**
 * Records deaf periods. DIR/heartbeat.json holds the last moment known alive, from which a start after a power cut opens
 * a period. A lost tunnel, a full disk and a sleep open one too. Moments are kept by the computer's uptime, and dated by
 * the clock as far as it is trusted. After the clock is set, recent periods are dated again. While the clock is suspect,
 * a period that is over stays open.
 */
export async function watchHearing(options: HearingOptions): Promise<HearingWatch> {
  const { clock, trust, log } = options;
  const heartbeat = heartbeatFile(options.dataDir, clock);
  const book = createDeafBook(options);
  const periods = createDeafPeriods({
    clock,
    trust,
    onTold(period) {
      book.record(period);
      options.onPeriod(period);
    },
  });
  let isClockWrong = false;
  const lookAtClock = (): void => {
    const isWrong = trust.verdict() !== 'sound';
    if (isWrong !== isClockWrong) options.onClock(isWrong);
    isClockWrong = isWrong;
    periods.dateAnew();
  };

  let lastBeatAt = clock.uptime();
  const noticeStandstill = (): void => {
    const stoodMs = clock.uptime() - lastBeatAt;
    if (stoodMs <= stoodStillMs) return;
    lastBeatAt = clock.uptime();
    if (periods.lasting() === null) {
      periods.open({ uptimeMs: clock.uptime() - stoodMs }, 'asleep');
      periods.close();
    }
    options.onStoodStill();
  };
  const beat = (): void => {
    const lasting = periods.lasting();
    const aliveAt = trust.at(clock.uptime());
    book.behind(() =>
      heartbeat.write(aliveAt, lasting, options.ledger.trace()).catch((error: unknown) => {
        log(`the heartbeat could not be written: ${String(error)}`);
      }),
    );
  };

  const { lastSign, wasSet } = trust;
  if (lastSign !== null) {
    const { cause, ...known } = begunBefore(lastSign, wasSet, clock);
    periods.open(known.from, cause, known);
  }
  lookAtClock();
  beat();
  // If the process is killed from now on, a sign of life exists.
  await book.settled();

  const unsubscribe = trust.onChange(lookAtClock);
  let cancel = (): void => undefined;
  const beatNow = (): void => {
    noticeStandstill();
    lastBeatAt = clock.uptime();
    lookAtClock();
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
    if (hearing.kind === 'listening' || hearing.kind === 'local-only') periods.close();
    // Also while late: until the relay says that it heard all the time, payments may be missing here.
    const silence = silenceOf(hearing);
    if (silence === null) return;
    const forMs = Math.max(0, clock.now() - Date.parse(silence.since));
    periods.goDeaf(clock.uptime() - forMs, silence.cause);
  };

  return {
    hears,
    follow(fact, state) {
      if (fact.kind === 'deaf-period') periods.noteChecked(fact.period);
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

/** The period in which the app did not run, or one that was already open when it ended. */
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
