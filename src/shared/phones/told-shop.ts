import { boundsOf, dayMonthsBefore, dayOf } from '../calendar';
import { utcOffsetMinutes } from '../settings/settings';
import type { PhoneBundle } from './phone-pairing';

/** How a shop calls itself, and by which wall clock it counts. */
export type ShopCard = Pick<PhoneBundle, 'shopName' | 'language' | 'country'>;

/** A time in which nobody was there to receive, ISO. */
export interface Gap {
  readonly from: string;
  readonly to: string;
}

/** What was known of a shop when the relay answered last: shown for as long as it does not. */
export interface ToldShop {
  /** The relay's clock, ISO. */
  readonly at: string;
  /** When the one of its counters that was heard last was heard; null: none ever. */
  readonly counterHeardAt: string | null;
  /** When a provider first called its address for real money; null: never. */
  readonly calledAt: string | null;
  /** Today nobody was there to receive, the relay neither. */
  readonly gaps: readonly Gap[];
  /** Rows that no key of this device opens. */
  readonly shut: number;
}

/** Whether what is shown of a shop holds now. */
export type ShopLink = 'connecting' | 'up' | 'lost';

/** What the relay says beside the rows of the log. */
interface Answered {
  readonly now: string;
  readonly calledAt: string | null;
}
interface Viewed {
  readonly joinedAt: string;
  readonly counters: readonly { readonly heardAt: string | null }[];
}

export function toldOf(
  { now: at, calledAt }: Answered,
  { counters }: Viewed,
  { gaps, shut }: Pick<ToldShop, 'gaps' | 'shut'>,
): ToldShop {
  const heard = counters.flatMap(({ heardAt }) => (heardAt === null ? [] : [heardAt])).sort();
  return { at, counterHeardAt: heard.at(-1) ?? null, calledAt, gaps, shut };
}

/** Since when it is asked who listened: this day's beginning, or the shop's joining where that was later. */
export function heardFrom(card: ShopCard, { now }: Pick<Answered, 'now'>, { joinedAt }: Viewed): string {
  const offset = utcOffsetMinutes[card.country];
  const dayStart = new Date(boundsOf(dayOf(now, offset), offset).startMs).toISOString();
  return joinedAt > dayStart ? joinedAt : dayStart;
}

/** Months before this one that a phone keeps: older payments are on the counter. */
export const monthsKept = 1;

/** The first day that a device keeps, of the shop's own calendar: `months` before the present one. */
export function firstDayKept(card: Pick<ShopCard, 'country'>, nowMs: number, months: number): string {
  return `${dayMonthsBefore(nowMs, months, utcOffsetMinutes[card.country]).slice(0, 7)}-01`;
}

/** From when on (ISO instant) the log is read. */
export function readSince(card: ShopCard, nowMs: number, months: number): string {
  const { startMs } = boundsOf(firstDayKept(card, nowMs, months), utcOffsetMinutes[card.country]);
  return new Date(startMs).toISOString();
}
