import type { ScreensState } from '../../shared/screens/screens-state';
import type { Fact } from '../../shared/state/fact';
import type { Notices } from '../notices/notices';
import type { Clock } from '../ports';
import type { DeviceBook } from './device-book';

export interface WatchScreensParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly dispatch: (fact: Fact) => void;
  readonly notices: Pick<Notices, 'raise' | 'clear'>;
  readonly book: Pick<DeviceBook, 'addresses' | 'knownAt'>;
  readonly state: () => ScreensState;
}

/** Many screens report a ring within a moment: it is broadcast once. */
const soonMs = 100;

/** Broadcasts the state of the shop's screens, and raises notices where a bell is silent or the address has changed. */
export function watchScreens({ clock, dispatch, notices, book, state }: WatchScreensParts): {
  readonly changed: () => void;
  readonly now: () => Promise<void>;
  readonly stop: () => void;
} {
  let last = '';
  let silent = '';
  let cancel: (() => void) | null = null;
  const tellSilence = (found: ScreensState): void => {
    const screens = (found.kind === 'open' ? found.screens : []).flatMap(({ role, name, trouble }) =>
      role === 'bell' && trouble !== null ? [{ name, trouble }] : [],
    );
    const said = JSON.stringify(screens);
    if (said === silent) return;
    silent = said;
    if (screens.length > 0) notices.raise({ kind: 'bell-silent', screens });
    else notices.clear('bell-silent');
  };
  const tellMove = async (found: ScreensState): Promise<void> => {
    if (found.kind !== 'open') return;
    const known = book.addresses();
    const { addresses, screens } = found;
    if (known.length > 0 && screens.length > 0 && !addresses.some((one) => known.includes(one)))
      notices.raise({ kind: 'screens-moved', address: addresses[0] ?? '' });
    if (addresses.join() !== known.join()) await book.knownAt(addresses);
    if (screens.length > 0 && screens.every(({ trouble }) => trouble !== 'gone'))
      notices.clear('screens-moved');
  };
  const now = (): Promise<void> => {
    cancel?.();
    cancel = null;
    const found = state();
    const said = JSON.stringify(found);
    if (said === last) return Promise.resolve();
    last = said;
    dispatch({ kind: 'screens-changed', screens: found });
    tellSilence(found);
    return tellMove(found);
  };
  return {
    changed: () => (cancel ??= clock.after(soonMs, now)),
    now,
    stop: () => cancel?.(),
  };
}
