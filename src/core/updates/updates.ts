import type { CommandHandlers } from '../../shared/bridge/contract';
import type { updateCommands } from '../../shared/bridge/update-commands';
import type { LineCost, UpdateState, UpdateWish } from '../../shared/state/updates';
import type { Clock, Log } from '../ports';
import { mayInstall, type Shop } from './install-time';
import { isSignedBy, type Release } from './release-signature';

/** A newer version that the server offers. */
export interface OfferedUpdate extends Release {
  /** As in the release: not checked yet. */
  readonly signature: unknown;
  /** Size of this computer's file; null where the release does not tell. Not signed: for people only. */
  readonly sizeBytes: number | null;
}

/** Where newer versions come from. */
export interface UpdateSource {
  /** The key whose signatures count: Ed25519, SPKI, base64. */
  readonly releaseKey: string;
  /** The newer version for this computer; null: there is none. Rejects where the server does not answer. */
  check(): Promise<OfferedUpdate | null>;
  /** What the system says about its internet line. Never rejects. */
  lineCost(): Promise<LineCost>;
  /** Fetches the last offer whole and checks it. Rejects with `DamagedUpdate`, or where the network fails. */
  download(onPercent: (percent: number) => void): Promise<void>;
  /** Ends the app properly and replaces it with the new version. */
  install(): void;
  /** Whether a person is using the window, which an update would close. */
  isLookedAt(): boolean;
}

/** The fetched file is not the signed one. */
export class DamagedUpdate extends Error {}

export interface UpdatesParts {
  /** Null: this copy cannot replace itself. */
  readonly source: UpdateSource | null;
  readonly shop: () => Shop;
  readonly isExporting: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (updates: UpdateState) => void;
}

export interface Updates {
  readonly handlers: Pick<CommandHandlers, keyof typeof updateCommands>;
  /** A call came or a payment was written: do not install now. */
  busy(): void;
  stop(): void;
}

/** The start belongs to payments. An app that starts each morning checks each morning. */
const firstCheckMs = 60_000;
const checkEveryMs = 6 * 60 * 60_000;
/** The network may be unstable: try again soon, then less and less often. */
const retriesMs = [60_000, 5 * 60_000, 30 * 60_000] as const;
const lookEveryMs = 5_000;

/** Looks for newer versions, fetches those that the maker signed, and installs them when no customer is served. */
export function createUpdates(parts: UpdatesParts): Updates {
  const { source, shop, isExporting, clock, log, onChange } = parts;
  let state: UpdateState = { kind: 'unsupported' };
  let failures = 0;
  let lastBusyAt = clock.uptime();
  let lastUsedAt = -Infinity;
  let cancel = (): void => undefined;
  let isLooking = false;
  /** The version that may be fetched whatever the line costs. */
  let agreedTo: string | null = null;
  let isStopped = false;

  const enter = (next: UpdateState): void => {
    if (isStopped) return;
    state = next;
    onChange(next);
  };
  const later = (delayMs: number, task: () => void): void => {
    cancel();
    if (!isStopped) cancel = clock.after(delayMs, task);
  };

  /** Resolves to the pause before the next check; null: an update is ready. */
  const look = async (from: UpdateSource): Promise<number | null> => {
    const offer = await from.check();
    if (offer === null) {
      enter({ kind: 'current', checkedAt: new Date(clock.now()).toISOString() });
      return checkEveryMs;
    }
    const { version } = offer;
    if (!isSignedBy(from.releaseKey, offer, offer.signature)) {
      log(`version ${version} is offered without the maker's signature: refused`);
      enter({ kind: 'refused', version, reason: 'unsigned' });
      return checkEveryMs;
    }
    const line = await from.lineCost();
    if (line !== 'free' && agreedTo !== version) {
      enter({ kind: 'asking', version, line, sizeBytes: offer.sizeBytes });
      return checkEveryMs;
    }
    enter({ kind: 'downloading', version, percent: 0 });
    try {
      await from.download((percent) => enter({ kind: 'downloading', version, percent }));
    } catch (error) {
      if (!(error instanceof DamagedUpdate)) throw error;
      log(`version ${version} did not arrive as it was signed: refused`);
      enter({ kind: 'refused', version, reason: 'damaged' });
      return checkEveryMs;
    }
    enter({ kind: 'ready', version, wish: 'tonight' });
    return null;
  };
  const lookNow = (from: UpdateSource): void => {
    isLooking = true;
    look(from).then(
      (nextMs) => {
        isLooking = false;
        failures = 0;
        if (nextMs === null) awaitMoment(from);
        else later(nextMs, () => lookNow(from));
      },
      (error: unknown) => {
        isLooking = false;
        log(`the search for updates failed: ${String(error)}`);
        enter({ kind: 'current', checkedAt: null });
        later(retriesMs[failures] ?? checkEveryMs, () => lookNow(from));
        failures += 1;
      },
    );
  };
  const awaitMoment = (from: UpdateSource): void => {
    if (state.kind !== 'ready') return;
    const at = clock.uptime();
    if (isExporting() || from.isLookedAt()) lastUsedAt = at;
    const quiet = { callsMs: at - lastBusyAt, unusedMs: at - lastUsedAt };
    if (mayInstall(state.wish, shop(), clock.now(), quiet)) {
      log(`version ${state.version} is being installed`);
      from.install();
    } else later(lookEveryMs, () => awaitMoment(from));
  };

  if (source !== null) {
    enter({ kind: 'current', checkedAt: null });
    later(firstCheckMs, () => lookNow(source));
  }
  return {
    handlers: {
      fetchUpdate() {
        if (state.kind === 'asking' && source !== null) {
          agreedTo = state.version;
          // A running check will see it; else the next one begins at once.
          if (!isLooking) later(0, () => lookNow(source));
        }
        return Promise.resolve(null);
      },
      installUpdate({ when }: { readonly when: UpdateWish }) {
        if (state.kind === 'ready') enter({ ...state, wish: when });
        return Promise.resolve(null);
      },
    },
    busy() {
      lastBusyAt = clock.uptime();
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
