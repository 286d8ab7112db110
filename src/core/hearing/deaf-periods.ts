import { randomUUID } from 'node:crypto';
import type { DeafCause, DeafPeriod } from '../../shared/silence/hearing';
import type { Clock } from '../ports';
import type { ClockTrust } from './clock-trust';
import { periodAt, retell, tellsTheSame, type DatedPeriod, type Moment } from './dated-period';

/** What begins within this of the end of another is the same one going on: after sleep, the tunnel is found dead. */
const sameMs = 2_000;
/** A period that ended longer ago keeps its dates where the clock is set: they were seen, and may have been acted upon. */
const justNowMs = 60 * 60_000;
const mostKept = 20;

export interface DeafPeriodsParts {
  readonly clock: Pick<Clock, 'uptime'>;
  readonly trust: ClockTrust;
  /** Opened (`to` null), closed, or dated anew. */
  readonly onTold: (period: DeafPeriod) => void;
}

/** The deaf period that lasts, and those that have just ended: their dates follow the clock. */
export interface DeafPeriods {
  /** As it was last told; null where none lasts. */
  readonly lasting: () => DeafPeriod | null;
  readonly open: (from: Moment, cause: DeafCause, known?: Partial<DatedPeriod>) => void;
  /** We are deaf since this uptime. */
  readonly goDeaf: (fromUptimeMs: number, cause: DeafCause) => void;
  /** We hear: what lasts is over, and is closed once a clock can say when. */
  readonly close: () => void;
  /** The clock was set, or another told what it should say. */
  readonly dateAnew: () => void;
  readonly noteChecked: (period: DeafPeriod) => void;
}

export function createDeafPeriods({ clock, trust, onTold }: DeafPeriodsParts): DeafPeriods {
  let lasting: DatedPeriod | null = null;
  let ended: DatedPeriod[] = [];

  const tell = (period: DatedPeriod): void => {
    const dating = { at: trust.at, uptimeMs: clock.uptime(), isSure: trust.verdict() !== 'suspect' };
    const next = periodAt(period, dating);
    if (tellsTheSame(period.told, next)) return;
    for (const told of retell(period, next)) onTold(told);
  };
  const open = (from: Moment, cause: DeafCause, known: Partial<DatedPeriod> = {}): void => {
    lasting = {
      ...{ id: randomUUID(), cause, checked: null, from, lastedAtUptimeMs: clock.uptime() },
      ...{ heardAtUptimeMs: null, isAtLeast: false, told: null, ...known },
    };
    tell(lasting);
  };
  /** What is found to have begun as another ended is that one going on. */
  const goOn = (last: DatedPeriod, fromUptimeMs: number): void => {
    ended = ended.filter((period) => period !== last);
    const isEarlier = 'uptimeMs' in last.from && fromUptimeMs < last.from.uptimeMs;
    lasting = { ...last, heardAtUptimeMs: null, ...(isEarlier && { from: { uptimeMs: fromUptimeMs } }) };
    tell(lasting);
  };
  const close = (): void => {
    if (lasting === null) return;
    lasting.heardAtUptimeMs ??= clock.uptime();
    const period = lasting;
    if (trust.verdict() !== 'suspect') {
      lasting = null; // before anybody is told: they may tell us what we hear now
      ended = [...ended, period].slice(-mostKept);
    }
    tell(period);
  };
  const known = (): readonly DatedPeriod[] => (lasting === null ? ended : [...ended, lasting]);

  return {
    lasting: () => lasting?.told ?? null,
    open,
    goDeaf(fromUptimeMs, cause) {
      const last = ended.at(-1);
      if (lasting !== null)
        lasting.heardAtUptimeMs = null; // its end was not dated yet: it goes on
      else if (last !== undefined && fromUptimeMs <= (last.heardAtUptimeMs ?? 0) + sameMs)
        goOn(last, fromUptimeMs);
      else open({ uptimeMs: fromUptimeMs }, cause);
    },
    close,
    dateAnew() {
      ended = ended.filter(({ heardAtUptimeMs }) => clock.uptime() - (heardAtUptimeMs ?? 0) <= justNowMs);
      for (const period of known()) {
        if (trust.isSignSound() || !('at' in period.from)) continue;
        // Dated by a clock that was ahead: known is only that the computer was started since.
        period.from = { uptimeMs: 0 };
        period.isAtLeast = true;
      }
      for (const period of ended) tell(period);
      if (lasting === null) return;
      if (lasting.heardAtUptimeMs === null) tell(lasting);
      else close();
    },
    noteChecked({ id, checked }) {
      for (const period of known()) if (period.id === id && checked !== null) period.checked = checked;
    },
  };
}
