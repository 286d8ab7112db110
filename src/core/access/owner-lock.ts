import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access } from '../../shared/bridge/access';
import type { Notice } from '../../shared/state/notice';
import type { Giver } from '../../shared/bridge/command';
import type { Clock, SecretStore } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { serialQueue } from '../storage/serial-queue';
import { hashPin, isPin } from './pin-hash';

export interface OwnerLockParts {
  readonly dataDir: string;
  readonly store: SecretStore;
  readonly settings: SettingsFile;
  readonly clock: Clock;
  readonly onChange: (access: Access) => void;
  /** The right PIN was typed. */
  readonly onOwner?: () => void;
}

/** `vault-shut`: the computer does not tell what PIN it is, so none is right. */
export type PinAnswer = 'right' | 'wrong' | 'wait' | 'vault-shut';

/** Opens and closes the owner's things. One lock for every window; it closes by itself when the owner does nothing. */
export interface OwnerLock {
  readonly access: () => Access;
  /** What had to be said on the way in. */
  readonly notices: readonly Notice[];
  /** Each command of the owner's that is let through puts off the closing. */
  authorize(giver: Giver, asked: unknown): boolean;
  unlock(pin: string): Promise<PinAnswer>;
  lock(): void;
  /** `current`: null where there is none yet. */
  setPin(current: string | null, pin: string): Promise<PinAnswer>;
  removePin(current: string): Promise<PinAnswer>;
  close(): void;
}

/** Pauses after the third wrong PIN in a row and each one more; the last holds from then on. */
const pausesMs = [30_000, 60_000, 5 * 60_000, 15 * 60_000];
const freeTries = 2;

/**
 * The forgotten PIN's way out, for who has the computer in hand and with it all that the PIN keeps from a helper's eyes:
 * such a file in the data folder, found at the start, removes the PIN. Windows likes to add the second one's ending.
 */
const resetFiles = ['reset-pin', 'reset-pin.txt'];

export async function openOwnerLock(parts: OwnerLockParts): Promise<OwnerLock> {
  const { store, settings, clock } = parts;
  const hash = (): string | null => {
    const answer = store.read('owner-pin');
    return answer.kind === 'opened' ? answer.value : null;
  };
  // One that cannot be read is a PIN all the same: a vault that does not open is no way in.
  const hasPin = (): boolean => store.read('owner-pin').kind !== 'absent';
  const notices: Notice[] = [];
  if ((await takeResetFile(parts.dataDir)) && hasPin()) {
    await store.set('owner-pin', null);
    await settings.change({ wrongPins: { count: 0, lastAt: '' } });
    notices.push({ kind: 'pin-removed' });
  }

  /** Until which uptime it stays open unused; null while it is closed. A clock that is set moves neither this nor a pause. */
  let openUntil: number | null = null;
  let cancelClosing = (): void => undefined;
  /** The uptime at which the present pause began: over a restart the whole of it begins again. */
  let pausedSince = clock.uptime();
  /** What was looked at since it was opened. */
  const looks = new Set<string>();
  /** One PIN at a time: many at once would all be looked at before the first wrong one counts. */
  const inTurn = serialQueue();

  const waitMs = (): number => {
    const { count } = settings.current().wrongPins;
    const pauseMs = count <= freeTries ? 0 : (pausesMs[count - freeTries - 1] ?? pausesMs.at(-1) ?? 0);
    return Math.max(0, pausedSince + pauseMs - clock.uptime());
  };
  const access = (): Access => {
    if (!hasPin()) return { kind: 'open' };
    if (openUntil !== null) return { kind: 'unlocked' };
    const ms = waitMs();
    return { kind: 'locked', retryAt: ms === 0 ? null : new Date(clock.now() + ms).toISOString() };
  };
  const told = (): void => parts.onChange(access());

  const lock = (): void => {
    cancelClosing();
    if (openUntil === null) return;
    openUntil = null;
    looks.clear();
    told();
  };
  const putOff = (): void => {
    const idleMs = settings.current().lockAfterMinutes * 60_000;
    openUntil = clock.uptime() + idleMs;
    cancelClosing();
    cancelClosing = clock.after(idleMs, lock);
  };

  const compare = async (pin: string): Promise<PinAnswer> => {
    if (!hasPin()) {
      parts.onOwner?.();
      return 'right';
    }
    const kept = hash();
    if (kept === null) return 'vault-shut';
    if (waitMs() > 0) {
      told(); // the end of the pause, by the clock as it stands now
      return 'wait';
    }
    // Counted on the disk before it is looked at: pulling the plug in between saves no try.
    const count = settings.current().wrongPins.count + 1;
    await settings.change({ wrongPins: { count, lastAt: new Date(clock.now()).toISOString() } });
    pausedSince = clock.uptime();
    if (!(await isPin(pin, kept))) {
      told();
      return 'wrong';
    }
    await settings.change({ wrongPins: { count: 0, lastAt: '' } });
    parts.onOwner?.();
    return 'right';
  };
  /** Does `then` where `current` is the PIN. */
  const withPin = (current: string | null, then: () => void | Promise<void>): Promise<PinAnswer> =>
    inTurn(async () => {
      const found = await compare(current ?? '');
      if (found === 'right') {
        await then();
        told();
      }
      return found;
    });

  return {
    access,
    notices,
    authorize(giver, asked) {
      if (giver === 'helper' || !hasPin()) return true;
      // Timers sleep with the computer.
      if (openUntil !== null && clock.uptime() >= openUntil) lock();
      if (openUntil === null) return false;
      const look = giver === 'owner-looking' ? JSON.stringify(asked) : null;
      if (look === null || !looks.has(look)) putOff();
      if (look !== null) looks.add(look);
      return true;
    },
    unlock: (pin) => withPin(pin, putOff),
    lock,
    setPin: (current, pin) =>
      withPin(current, async () => {
        await store.set('owner-pin', await hashPin(pin));
        putOff();
      }),
    removePin: (current) =>
      withPin(current, async () => {
        await store.set('owner-pin', null);
        openUntil = null;
        cancelClosing();
      }),
    close: () => cancelClosing(),
  };
}

async function takeResetFile(dataDir: string): Promise<boolean> {
  const taken = await Promise.all(
    resetFiles.map((name) =>
      rm(join(dataDir, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return taken.includes(true);
}
