import type { Notice } from '../../../shared/state/notice';
import { dayMs, dayOf } from '../../../shared/calendar';
import type { RunInBackground } from '../../background';
import type { Ledger } from '../../ledger/ledger';
import type { Notices } from '../../notices/notices';
import type { Clock } from '../../ports';

/** Documents of recent days are read soon after the start; they need some megabytes. */
const recentDays = 35;
/** All documents are read later, and once a day, because the start belongs to payments. */
const wholeAfterMs = 10 * 60_000;

interface DamageWatchParts {
  readonly ledger: Pick<Ledger, 'scrub' | 'missing'>;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly runInBackground: RunInBackground;
  /** Totals may have changed. */
  readonly onScrubbed: () => Promise<void>;
}

/**
 * Regularly compares the ledger's documents with its manifest, and reports what is missing until a person has read it.
 */
export interface DamageWatch {
  stop(): void;
}

export function watchDamage(parts: DamageWatchParts): DamageWatch {
  const { ledger, notices, clock } = parts;
  let isStopped = false;
  let cancel = (): void => undefined;
  const tell = async (): Promise<void> => {
    const missing = await ledger.missing();
    if (missing === null) notices.clear('payments-missing');
    else notices.raise({ kind: 'payments-missing', ...missing } satisfies Notice);
  };
  const look = async (from: string): Promise<void> => {
    try {
      await tell();
      await ledger.scrub(from);
      await tell();
      await parts.onScrubbed();
    } finally {
      if (!isStopped) cancel = clock.after(from === '' ? dayMs : wholeAfterMs, () => look(''));
    }
  };
  parts.runInBackground('looking for damage', () => look(dayOf(clock.now() - recentDays * dayMs, 0)));
  return {
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
