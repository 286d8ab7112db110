import { randomUUID } from 'node:crypto';
import type { DeafCause, DeafPeriod } from '../../shared/silence/hearing';
import type { Clock } from '../ports';
import type { ClockTrust } from './clock-trust';
import { periodAt, retell, tellsTheSame, type DatedPeriod, type Moment } from './dated-period';

/**
 * A period that begins this soon after another continues that one: after sleep, the tunnel is found dead a little
 * later.
 */
const sameMs = 2_000;
/** A period that ended longer ago keeps its dates when the clock is set, because people may have acted on them. */
const justNowMs = 60 * 60_000;
const mostKept = 20;

export interface DeafPeriodsParts {
  readonly clock: Pick<Clock, 'uptime'>;
  readonly trust: ClockTrust;
  /** Opened (`to` null), closed, or given corrected dates. */
  readonly onTold: (period: DeafPeriod) => void;
}

/** The deaf period that lasts, and those that ended recently: their dates follow the clock. */
export interface DeafPeriods {
  /** As it was last reported; null where none lasts. */
  readonly lasting: () => DeafPeriod | null;
  readonly open: (from: Moment, cause: DeafCause, known?: Partial<DatedPeriod>) => void;
  /** We are deaf since this uptime. */
  readonly goDeaf: (fromUptimeMs: number, cause: DeafCause) => void;
  /** We hear again: the period is over. It is closed once a clock can date its end. */
  readonly close: () => void;
  /** The clock was set, or another clock told the right time. */
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
      id: randomUUID(),
      cause,
      checked: null,
      from,
      lastedAtUptimeMs: clock.uptime(),
      heardAtUptimeMs: null,
      isAtLeast: false,
      told: null,
      ...known,
    };
    tell(lasting);
  };
  /** A period that begins as another ends continues that one. */
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
      lasting = null; // set it before telling listeners, because they may report a change in turn
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
        // The beginning was dated by a clock that was ahead: all we know is that the computer was started since.
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
