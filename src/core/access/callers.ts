import type { Clock } from '../ports';
import { withRole, type Caller } from './caller';

/** Where windows and pages get what they are known by. */
export interface Callers {
  /** One window or one load of a page. The PIN opens it alone, and it closes by itself when the owner does nothing. */
  readonly openSession: () => Caller;
  /** A caller with the key and no session: no PIN was typed there. */
  readonly withoutSession: Caller;
}

interface CallerParts {
  readonly clock: Pick<Clock, 'uptime' | 'after'>;
  readonly hasPin: () => boolean;
  /** Another one after each change of the PIN: the PIN before it opens nothing any more. */
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
  /** Until which uptime it stays open unused, and by which PIN; null while it is closed. Setting the clock moves it nowhere. */
  let opened: { readonly until: number; readonly era: number } | null = null;
  let cancelClosing = (): void => undefined;
  /** What was looked at since it was opened. */
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
  /** Timers sleep with the computer. */
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
