import { untilOpen, type OpeningHours } from '../../shared/silence/opening-hours';
import { isQuotaNear, type Traffic } from '../../shared/diagnosis/traffic';

const minuteMs = 60_000;

export interface RecheckWish {
  readonly now: number;
  /** Null: always open. */
  readonly openingHours: OpeningHours | null;
  readonly utcOffsetMinutes: number;
  /** Null where requests are not counted. */
  readonly traffic: Traffic | null;
}

/**
 * The pause, in ms, before the next self-test of a tunnel that works. Each one counts against the month's requests: 12
 * hours a day make 4 300 of the free plan's 20 000, and so does always open. At night only the heartbeats watch.
 */
export function recheckMs({ now, openingHours, utcOffsetMinutes, traffic }: RecheckWish): number {
  const usual = (openingHours === null ? 10 : 5) * minuteMs;
  const pause = traffic !== null && isQuotaNear(traffic) ? 30 * minuteMs : usual;
  return Math.max(
    untilOpen(openingHours, now, utcOffsetMinutes),
    untilOpen(openingHours, now + pause, utcOffsetMinutes) + pause,
  );
}
