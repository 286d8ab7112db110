import { signal, type ReadonlySignal } from '@preact/signals';
import { doorPaths } from '../../src/shared/screens/protocol';
import { findCounter, likelyAddresses, type CounterSearchParts } from './counter-search';
import { keyText, type DeviceKey } from './device-key';
import type { Link } from './transport';

/** Why the counter is not heard, as far as a page can know. */
export type LostCause =
  /** Nothing is known yet. */
  | 'silent'
  | 'looking'
  /** No computer on the network is this device's counter. */
  | 'not-found'
  /** This screen is on no network. */
  | 'offline'
  /** This phone left the Wi-Fi. */
  | 'mobile-data';

export interface LostCounter {
  readonly cause: ReadonlySignal<LostCause>;
  readonly onLink: (link: Link) => void;
  readonly stop: () => void;
}

export interface LostCounterParts extends CounterSearchParts {
  readonly device: () => DeviceKey;
  readonly navigator: Navigator;
  readonly location: Pick<Location, 'host' | 'replace'>;
}

/** Short interruptions end before this. */
const firstSearchMs = 4_000;
const nextSearchMs = 60_000;
const patienceMs = 1_500;

/** Looks for a counter whose address changed within the same network, and moves the page there with its key. */
export function createLostCounter(parts: LostCounterParts): LostCounter {
  const { device, location, fetch: fetchIt } = parts;
  const cause = signal<LostCause>('silent');
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isLost = false;
  const search = async (): Promise<void> => {
    cause.value = ownCause(parts.navigator) ?? 'looking';
    if (cause.value !== 'looking') return;
    const known = [...new Set([location.host, ...device().addresses])];
    const found = await findCounter(parts, device(), likelyAddresses(known));
    const hasMoved = found !== null && found !== location.host && !(await isBack());
    if (!isLost) return;
    if (hasMoved) location.replace(`http://${found}/#k=${keyText(device())}`);
    else cause.value = found === null ? 'not-found' : 'silent';
  };
  /** The page's own address answers again: the counter has not moved. */
  const isBack = async (): Promise<boolean> => {
    const patience = new AbortController();
    const giveUp = setTimeout(() => patience.abort(), patienceMs);
    try {
      await fetchIt(doorPaths.who, { signal: patience.signal });
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(giveUp);
    }
  };
  const searchAfter = (pauseMs: number): void => {
    timer = setTimeout(() => {
      search()
        .catch((error: unknown) => console.error(error))
        .finally(() => {
          if (isLost) searchAfter(nextSearchMs);
        });
    }, pauseMs);
  };
  const stop = (): void => {
    isLost = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    cause.value = 'silent';
  };
  return {
    cause,
    stop,
    onLink({ kind }) {
      if (kind !== 'lost') {
        if (kind !== 'connecting') stop();
        return;
      }
      cause.value = ownCause(parts.navigator) ?? (isOwn(cause.value) ? 'silent' : cause.value);
      if (isLost) return;
      isLost = true;
      searchAfter(firstSearchMs);
    },
  };
}

function isOwn(cause: LostCause): boolean {
  return cause === 'offline' || cause === 'mobile-data';
}

/** What the device itself knows about its network; null where it is fine, or unknown. */
function ownCause(navigator: Navigator): LostCause | null {
  if (!navigator.onLine) return 'offline';
  const { connection } = navigator as { readonly connection?: { readonly type?: string } }; // only Chrome on Android has it
  return connection?.type === 'cellular' ? 'mobile-data' : null;
}
