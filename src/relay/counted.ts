import type { Clock } from '../core/ports';
import type { CallStore } from '../core/receiver/receiver';
import type { Counted } from './collect/health';
import { createRefusedMinutes } from './receive/refused-minutes';
import type { Written } from './store/append-lanes';
import type { Sql } from './store/database';
import { addRefusals, noteSeen } from './store/hearing';

/** The same store, which also counts stored calls, their time, and known ones. */
export function counting(
  calls: CallStore<Written>,
  counted: Counted,
  clock: Clock,
): CallStore<Written>['append'] {
  return async (event, endpoint) => {
    const began = clock.uptime();
    const written = await calls.append(event, endpoint);
    counted.calls += 1;
    counted.callSeconds += (clock.uptime() - began) / 1_000;
    if (!written.fresh) counted.duplicates += 1;
    return written;
  };
}

/** Records from time to time how far each device has collected; if a number is lost, the device sends it again. */
export function noteCollected(service: Sql) {
  const seen = new Map<number, number>();
  return {
    note: (device: number, acked: number): void => void seen.set(device, acked),
    write: async (): Promise<void> => {
      if (seen.size === 0) return;
      const taken = new Map(seen);
      seen.clear();
      await noteSeen(service, taken);
    },
  };
}

/** Refused calls of each shop and minute; what could not be written is kept for the next time. */
export function countRefusals(service: Sql, clock: Clock) {
  const refused = createRefusedMinutes(clock);
  return {
    count: (...call: Parameters<typeof refused.count>): void => refused.count(...call),
    write: async (): Promise<void> => {
      const taken = refused.take();
      if (taken.length === 0) return;
      await addRefusals(service, taken).catch((error: unknown) => {
        refused.putBack(taken);
        throw error;
      });
    },
  };
}
