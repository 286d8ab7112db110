import type { DeafPeriod } from '../../shared/silence/hearing';
import type { Ledger } from '../ledger/ledger';
import type { Clock, Log } from '../ports';
import type { RelayClient } from './relay-client';

export interface CoverParts {
  readonly ledger: Pick<Ledger, 'deafPeriods' | 'recordDeafPeriod'>;
  readonly clock: Pick<Clock, 'now' | 'uptime'>;
  readonly log: Log;
  readonly onCovered: (period: DeafPeriod) => void;
}

export interface CoverPeriods {
  /** A deaf period was opened, closed or dated again. */
  follow(period: DeafPeriod): void;
  readonly isAwaited: () => boolean;
  /** Everything that the relay held at `sinceMs` (uptime) is in the ledger. */
  onHead(asked: {
    readonly sinceMs: number;
    readonly relayNow: string;
    readonly client: RelayClient;
  }): Promise<void>;
}

/**
 * Marks a deaf period as covered by the relay, under three conditions: the relay ran for all of it, a provider has called
 * the relay, and everything that it held after the period's end was collected.
 */
export function createCoverPeriods({ ledger, clock, log, onCovered }: CoverParts): CoverPeriods {
  const over = new Map<string, { readonly period: DeafPeriod; readonly toldMs: number }>();
  return {
    follow(period) {
      if (period.to === null || period.coveredBy !== undefined || period.checked !== null)
        over.delete(period.id);
      else over.set(period.id, { period, toldMs: clock.uptime() });
    },
    isAwaited: () => over.size > 0,
    async onHead({ sinceMs, relayNow, client }) {
      // The relay's clock and ours may differ.
      const aheadMs = Date.parse(relayNow) - clock.now();
      const there = (instant: string): string => new Date(Date.parse(instant) + aheadMs).toISOString();
      for (const [id, { period, toldMs }] of [...over]) {
        if (period.to === null || toldMs > sinceMs) continue;
        const { gaps, calledAt } = await client.heardBetween(there(period.from), there(period.to));
        over.delete(id);
        if (gaps.length > 0 || calledAt === null) {
          log(`the relay does not cover the outage of ${period.from}: ${gaps.length} gaps`);
          continue;
        }
        const covered: DeafPeriod = { ...period, coveredBy: 'relay' };
        await ledger.recordDeafPeriod(covered);
        onCovered(covered);
      }
    },
  };
}
