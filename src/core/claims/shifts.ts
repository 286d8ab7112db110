import type { CommandError } from '../../shared/bridge/contract';
import { isSameHelper } from '../../shared/payment/helper-name';
import { presentShift, type Shift } from '../../shared/payment/shift';
import type { AskedHandlers } from '../access/caller';
import { codeErrors } from '../access/access-handlers';
import type { HelperCodes } from '../access/helper-codes';
import type { Clock } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { serialQueue } from '../storage/serial-queue';
import type { ShiftLog } from './shift-log';

interface ShiftParts {
  readonly settings: SettingsFile;
  readonly clock: Pick<Clock, 'now'>;
  readonly helperCodes: Pick<HelperCodes, 'check'>;
  readonly shiftLog: Pick<ShiftLog, 'note'>;
  readonly fail: (code: CommandError) => never;
  readonly onChanged: () => void;
}

interface Named {
  /** Empty: the helper who has the counter. */
  readonly by: string;
  readonly code?: string;
}

/** Who has the counter, and the names under which claims are recorded. */
export interface Shifts extends Pick<AskedHandlers, 'takeShift'> {
  /** The deed with the name that counts. Fails where that name has a code and this is not it. */
  readonly inOwnName: <Deed extends Named>(deed: Deed) => Promise<Deed>;
}

export function createShifts({
  settings,
  clock,
  helperCodes,
  shiftLog,
  fail,
  onChanged,
}: ShiftParts): Shifts {
  const present = (): Shift | null => {
    const { shift, helperNames } = settings.current();
    return presentShift(shift, helperNames, clock.now());
  };
  const needCode = async ({ by, code }: Named): Promise<void> => {
    const answer = await helperCodes.check(by, code);
    if (answer !== 'right') fail(codeErrors[answer]);
  };
  /** A claim requested after a change of shift gets the new name. */
  const queued = serialQueue();
  const take = async ({ by, code }: Named): Promise<null> => {
    const name = settings.current().helperNames.find((known) => isSameHelper(known, by));
    if (by !== '' && name === undefined) fail('helper-unknown');
    await needCode({ by, ...(code !== undefined && { code }) });
    const since = new Date(clock.now()).toISOString();
    await settings.change({ shift: name === undefined ? null : { by: name, since } });
    onChanged();
    await shiftLog.note({ by: name ?? '', at: since });
    return null;
  };
  return {
    takeShift: (asked) => queued(() => take(asked)),
    inOwnName: (deed) =>
      queued(async () => {
        const named = deed.by === '' ? { ...deed, by: present()?.by ?? '' } : deed;
        await needCode(named);
        return named;
      }),
  };
}
