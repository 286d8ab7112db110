import { goneMs, type Here } from '../../shared/screens/protocol';
import type { ScreenRole } from '../../shared/access/roles';
import type { ScreenPresence, ScreenTrouble } from '../../shared/screens/screens-state';
import type { Clock } from '../ports';
import type { ScreenDevice } from './device-book';

/** Which of the shop's screens are there, by their own messages. */
export interface Presence {
  readonly here: (id: string, here: Here) => void;
  readonly of: (devices: readonly ScreenDevice[]) => readonly ScreenPresence[];
}

interface Known {
  readonly at: number;
  readonly here: Here | null;
}

const rings: ReadonlySet<ScreenRole> = new Set<ScreenRole>(['bell', 'second-counter']);

export function createPresence(clock: Pick<Clock, 'now' | 'uptime'>): Presence {
  const known = new Map<string, Known>();
  const troubles = new Map<string, { readonly trouble: ScreenTrouble; readonly since: string | null }>();
  /** After a start the screens need a moment to reconnect: report none as missing until then. */
  const startedAt = clock.uptime();
  const troubleOf = ({ id, role }: ScreenDevice): ScreenTrouble | null => {
    const { at, here } = known.get(id) ?? { at: startedAt, here: null };
    if (clock.uptime() - at > goneMs) return 'gone';
    if (here === null || !rings.has(role)) return null;
    if (!here.isSoundOn) return 'muted';
    return here.isVisible ? null : 'hidden';
  };
  return {
    here: (id, here) => known.set(id, { at: clock.uptime(), here }),
    of: (devices) =>
      devices.map((device) => {
        const { id, role, name } = device;
        const trouble = troubleOf(device);
        if (trouble === null) troubles.delete(id);
        else if (troubles.get(id)?.trouble !== trouble)
          troubles.set(id, {
            trouble,
            since: known.has(id) ? new Date(clock.now()).toISOString() : device.lastHeardAt,
          });
        return { id, role, name, trouble, since: troubles.get(id)?.since ?? null };
      }),
  };
}
