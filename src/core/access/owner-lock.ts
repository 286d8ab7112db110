import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access } from '../../shared/access/access';
import type { Notice } from '../../shared/state/notice';
import type { Clock, SecretStore } from '../ports';
import type { SettingsFile } from '../settings/settings-file';
import { serialQueue } from '../storage/serial-queue';
import { hashPin, isPin } from './pin-hash';
import { backoffMs } from './code-backoff';

export interface OwnerLockParts {
  readonly dataDir: string;
  readonly store: SecretStore;
  readonly settings: SettingsFile;
  readonly clock: Clock;
  /** What a PIN costs to compare, as a power of two. */
  readonly pinLog2N: number;
  readonly onChange: (access: Access) => void;
  /** The right PIN was typed. */
  readonly onOwner?: () => void;
  readonly onWrong?: () => void;
}

/** `vault-shut`: the PIN cannot be read while the vault is shut, so none is accepted. */
export type PinAnswer = 'right' | 'wrong' | 'wait' | 'vault-shut';

/** The owner's PIN. Each caller keeps its own state of whether, and for how long, it is unlocked. */
export interface OwnerLock {
  /** The lock's state as a locked caller may know it. */
  readonly access: () => Access;
  readonly hasPin: () => boolean;
  /** Changes with each new PIN. */
  readonly pinEra: () => number;
  /** Notices from the opening. */
  readonly notices: readonly Notice[];
  /** Calls `letIn` for the right PIN. */
  unlock(pin: string, letIn?: () => void): Promise<PinAnswer>;
  /** `current`: null if no PIN is set yet. Setting a PIN unlocks the caller. */
  setPin(current: string | null, pin: string, letIn?: () => void): Promise<PinAnswer>;
  removePin(current: string): Promise<PinAnswer>;
}

const nobody = (): void => undefined;

/**
 * For a forgotten PIN: a file of this name in the data folder removes the PIN at the next start. Anybody who can write
 * there can read the data anyway. Windows often adds `.txt` to a name.
 */
const resetFiles = ['reset-pin', 'reset-pin.txt'];

export async function openOwnerLock(parts: OwnerLockParts): Promise<OwnerLock> {
  const { store, settings, clock } = parts;
  const hash = (): string | null => {
    const answer = store.read('owner-pin');
    return answer.kind === 'opened' ? answer.value : null;
  };
  // A PIN that cannot be read still locks: a shut vault must not let anybody in.
  const hasPin = (): boolean => store.read('owner-pin').kind !== 'absent';
  const notices: Notice[] = [];
  if ((await takeResetFile(parts.dataDir)) && hasPin()) {
    await store.set('owner-pin', null);
    await settings.change({ wrongPins: { count: 0, lastAt: '' } });
    notices.push({ kind: 'pin-removed' });
  }

  let pinEra = 0;
  /** The uptime at which the present pause began: after a restart the pause starts again in full. */
  let pausedSince = clock.uptime();
  /** Compare one PIN at a time: of many at once, all would be compared before the first wrong one counts. */
  const queued = serialQueue();

  const waitMs = (): number => {
    const pauseMs = backoffMs(settings.current().wrongPins.count);
    return Math.max(0, pausedSince + pauseMs - clock.uptime());
  };
  const access = (): Access => {
    if (!hasPin()) return { kind: 'open' };
    const ms = waitMs();
    return { kind: 'locked', retryAt: ms === 0 ? null : new Date(clock.now() + ms).toISOString() };
  };
  const told = (): void => parts.onChange(access());

  const keep = async (hashed: string | null): Promise<void> => {
    await store.set('owner-pin', hashed);
    pinEra += 1;
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
    // Write the attempt to the disk before comparing, so that cutting the power gives no extra attempt.
    const count = settings.current().wrongPins.count + 1;
    await settings.change({ wrongPins: { count, lastAt: new Date(clock.now()).toISOString() } });
    pausedSince = clock.uptime();
    if (!(await isPin(pin, kept))) {
      parts.onWrong?.();
      told();
      return 'wrong';
    }
    await settings.change({ wrongPins: { count: 0, lastAt: '' } });
    parts.onOwner?.();
    return 'right';
  };
  /** Runs `then` if `current` is the PIN. */
  const withPin = (current: string | null, then: () => void | Promise<void>): Promise<PinAnswer> =>
    queued(async () => {
      const found = await compare(current ?? '');
      if (found === 'right') {
        await then();
        told();
      }
      return found;
    });

  return {
    access,
    hasPin,
    notices,
    pinEra: () => pinEra,
    unlock: (pin, letIn = nobody) => withPin(pin, letIn),
    setPin: (current, pin, letIn = nobody) =>
      withPin(current, async () => {
        await keep(await hashPin(pin, parts.pinLog2N));
        letIn();
      }),
    removePin: (current) => withPin(current, () => keep(null)),
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
