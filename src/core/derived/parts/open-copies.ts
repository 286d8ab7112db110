import { createBackups, type Backups } from '../../backup/backups';
import type { Intake } from '../../intake/intake';
import type { Derived, Part } from '../derived';

/** The copies of the data folder: one each day, and those requested by a person. */
export function openCopies(
  derived: Derived,
  { dataDir, ledger, log, dispatch, offset, clocks, notices, carried }: Intake,
): Promise<Part<Backups>> {
  return derived.open(
    'copies',
    () =>
      createBackups({
        dataDir,
        ledger,
        log,
        dispatch,
        utcOffsetMinutes: offset,
        clock: derived.clockFor('copies'),
        lastAliveAt: clocks.lastAliveAt,
        carried,
        notify: (notice) => notices.raise(notice),
      }),
    (backups) => backups.stop(),
  );
}
