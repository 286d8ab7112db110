import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Ledger } from '../ledger/ledger';
import type { Log } from '../ports';

export interface DeafBookParts {
  readonly ledger: Pick<Ledger, 'recordDeafPeriod'>;
  readonly log: Log;
  /** The ledger holds what was recorded. */
  readonly onWritten: () => void;
}

/**
 * Writes deaf periods one after another, and tries again where the disk refuses them, because a full disk is itself a
 * cause of deafness.
 */
export interface DeafBook {
  readonly record: (period: DeafPeriod) => void;
  /** Tries again what could not be written. */
  readonly retry: () => void;
  /** Runs a task after the present writes. */
  readonly behind: (task: () => Promise<void>) => void;
  /** Resolves once everything that was started is over. */
  readonly settled: () => Promise<void>;
}

export function createDeafBook({ ledger, log, onWritten }: DeafBookParts): DeafBook {
  const unwritten = new Map<string, DeafPeriod>();
  let writing = Promise.resolve();
  const behind = (task: () => Promise<void>): void => {
    writing = writing.then(task).catch((error: unknown) => log(`hearing was not noted: ${String(error)}`));
  };
  const flush = async (): Promise<void> => {
    for (const [id, period] of [...unwritten]) {
      try {
        await ledger.recordDeafPeriod(period);
        onWritten();
        if (unwritten.get(id) === period) unwritten.delete(id);
      } catch (error) {
        log(`a deaf period could not be written yet: ${String(error)}`);
      }
    }
  };
  return {
    record(period) {
      unwritten.set(period.id, period);
      behind(flush);
    },
    retry() {
      if (unwritten.size > 0) behind(flush);
    },
    behind,
    settled: () => writing,
  };
}
