import type { Clock } from '../ports';
import { withRole, type Caller } from './caller';

/** Makes the callers for windows and pages. */
export interface Callers {
  /**
   * A caller for one window or one loaded page. The PIN unlocks only that one, and it locks itself when the owner does
   * nothing.
   */
  readonly openSession: () => Caller;
  /** A caller with the key and no session: no PIN was typed there. */
  readonly withoutSession: Caller;
}

interface CallerParts {
  readonly clock: Pick<Clock, 'uptime' | 'after'>;
  readonly hasPin: () => boolean;
  /** Changes with each new PIN, so that windows unlocked by the former PIN are locked. */
  readonly pinEra: () => number;
  readonly idleMs: () => number;
}

export function createCallers(parts: CallerParts): Callers {
  return {
    openSession: () => openSession(parts),
    withoutSession: withRole(() => (parts.hasPin() ? 'helper' : 'owner')),
  };
}

function openSession({ clock, hasPin, pinEra, idleMs }: CallerParts): Caller {
  const listeners = new Set<() => void>();
  /**
   * Until which uptime it stays unlocked unused, and by which PIN; null while locked. An uptime, so that setting the
   * clock changes nothing.
   */
  let opened: { readonly until: number; readonly era: number } | null = null;
  let cancelClosing = (): void => undefined;
  /** The repeating questions asked since it was unlocked. */
  const looks = new Set<string>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const lock = (): void => {
    cancelClosing();
    if (opened === null) return;
    opened = null;
    looks.clear();
    changed();
  };
  const putOff = (): void => {
    opened = { until: clock.uptime() + idleMs(), era: pinEra() };
    cancelClosing();
    cancelClosing = clock.after(idleMs(), lock);
  };
  /** Timers stop while the computer sleeps, so compare the uptime too. */
  const isOpen = (): boolean => opened !== null && opened.era === pinEra() && clock.uptime() < opened.until;
  const role = (): 'owner' | 'helper' => (!hasPin() || isOpen() ? 'owner' : 'helper');

  return {
    place: '',
    role,
    authorizes({ roles, isLook }, asked) {
      if (!isOpen()) lock();
      if (!roles.includes(role())) return false;
      if (!isOpen() || roles.includes('helper')) return true;
      const look = isLook ? JSON.stringify(asked) : null;
      if (look === null || !looks.has(look)) putOff();
      if (look !== null) looks.add(look);
      return true;
    },
    letIn() {
      if (!hasPin()) return;
      putOff();
      changed();
    },
    lock,
    onRole(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end() {
      listeners.clear();
      lock();
    },
  };
}
