import type { CommandError } from '../../shared/bridge/contract';
import type { hearingCommands } from '../../shared/bridge/hearing-commands';
import { mayHaveMissed, type DeafPeriod } from '../../shared/silence/hearing';
import type { Day } from '../../shared/payment/payment';
import type { AskedHandlers, Caller } from '../access/caller';
import type { Reaching } from '../access/reach';
import type { Ledger } from '../ledger/ledger';
import type { Clock } from '../ports';

export interface DeafHandlerParts {
  readonly reach: Pick<Reaching, 'cut'>;
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
): Pick<AskedHandlers, keyof typeof hearingCommands> {
  const { reach, ledger, clock, onPeriod, onWritten, fail } = parts;
  const known = async (
    caller: Caller,
    from: Day = firstDay,
    to: Day = lastDay,
  ): Promise<readonly DeafPeriod[]> => {
    const days = reach.cut(caller.role(), { from, to });
    return days === null ? [] : ledger.deafPeriods(days.from, days.to);
  };
  return {
    async listDeafPeriods({ from, to, after, until }, caller) {
      return (await known(caller, from, to)).filter(
        (period) =>
          mayHaveMissed(period) &&
          (after === null || period.from > after) &&
          (until === null || period.from <= until),
      );
    },
    async markDeafPeriodsChecked({ ids, by }, caller) {
      const at = new Date(clock.now()).toISOString();
      for (const period of await known(caller)) {
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
