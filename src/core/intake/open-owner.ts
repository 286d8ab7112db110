import type { Notice } from '../../shared/state/notice';
import { createHelperClock } from '../access/helper-clock';
import { openOwnerLock } from '../access/owner-lock';
import { openOwnerLog } from '../access/owner-log';
import { openNotices } from '../notices/notices';
import type { StateStore } from '../state-store';
import type { Intake } from './intake';

interface OwnerParts extends Pick<
  Intake,
  'dataDir' | 'clock' | 'log' | 'runInBackground' | 'pinLog2N' | 'clocks' | 'settings' | 'store'
> {
  readonly states: StateStore;
  /** Notices found during opening so far. */
  readonly found: readonly Notice[];
}

/** The owner's parts: the PIN and its lock, the helpers' clock, the notices, the log of what was done at the counter. */
export async function openOwner(
  { dataDir, clock, log, runInBackground, pinLog2N, clocks, settings, store, states, found }: OwnerParts,
  closers: (() => unknown)[],
): Promise<Pick<Intake, 'helperClock' | 'lock' | 'notices' | 'ownerLog'>> {
  const { dispatch, onFact } = states;
  const helperClock = createHelperClock({
    settings,
    now: clocks.now,
    runInBackground,
    isCertain: () => clocks.comparison.aheadMs() !== null,
  });
  const lock = await openOwnerLock({
    dataDir,
    store,
    settings,
    clock,
    pinLog2N,
    onChange: (access) => dispatch({ kind: 'access-changed', access }),
    onOwner: helperClock.trust,
    onWrong: () => ownerLog.note('wrong-pin'),
  });
  dispatch({ kind: 'access-changed', access: lock.access() });

  const notices = await openNotices({ dataDir, dispatch, log });
  closers.unshift(() => notices.settled());
  for (const notice of [...found, ...lock.notices]) notices.raise(notice);
  const ownerLog = await openOwnerLog({
    dataDir,
    clock,
    log,
    hasPin: lock.hasPin,
    onChange: (notice) => (notice === null ? notices.clear('owner-log') : notices.raise(notice)),
  });
  closers.unshift(() => ownerLog.close());
  onFact((fact) => {
    if (fact.kind === 'access-changed') ownerLog.tell();
  });
  if (lock.notices.some(({ kind }) => kind === 'pin-removed')) ownerLog.note('pin-removed');
  return { helperClock, lock, notices, ownerLog };
}
