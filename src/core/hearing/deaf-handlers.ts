import type { AppState } from '../../shared/state/app-state';
import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { hearingCommands } from '../../shared/bridge/hearing-commands';
import { mayHaveMissed, type DeafPeriod } from '../../shared/silence/hearing';
import type { Day } from '../../shared/payment/payment';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';

export interface DeafHandlerParts {
  readonly state: () => AppState;
  /** The day that is shown to whoever typed no PIN. */
  readonly helperDay: () => Day;
  readonly ledger: Pick<Ledger, 'deafPeriods' | 'recordDeafPeriod'>;
  readonly clock: Clock;
  readonly onPeriod: (period: DeafPeriod) => void;
  readonly onWritten: () => Promise<void>;
  readonly fail: (code: CommandError) => never;
}

const firstDay = '1970-01-01';
const lastDay = '9999-12-31';

export function createDeafHandlers(
  parts: DeafHandlerParts,
): Pick<CommandHandlers, keyof typeof hearingCommands> {
  const { state, ledger, clock, onPeriod, onWritten, fail } = parts;
  const known = (from: Day = firstDay, to: Day = lastDay): Promise<readonly DeafPeriod[]> => {
    if (state().access.kind !== 'locked') return ledger.deafPeriods(from, to);
    const day = parts.helperDay();
    return ledger.deafPeriods(day, day);
  };
  return {
    async listDeafPeriods({ from, to, after, until }) {
      return (await known(from, to)).filter(
        (period) =>
          mayHaveMissed(period) &&
          (after === null || period.from > after) &&
          (until === null || period.from <= until),
      );
    },
    async markDeafPeriodsChecked({ ids, by }) {
      const at = new Date(clock.now()).toISOString();
      for (const period of await known()) {
        if (!ids.includes(period.id) || period.to === null || period.checked !== null) continue;
        const checked = { ...period, checked: { by, at } };
        await ledger.recordDeafPeriod(checked).catch(() => fail('ledger-unavailable'));
        onPeriod(checked);
      }
      await onWritten();
      return null;
    },
  };
}
