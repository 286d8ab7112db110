import { boundsOf, dayMonthsBefore, dayOf } from '../calendar';
import { utcOffsetMinutes } from '../settings/settings';
import type { PhoneBundle } from './phone-pairing';

/** The shop's name and language, and the country whose clock it uses. */
export type ShopCard = Pick<PhoneBundle, 'shopName' | 'language' | 'country'>;

/** A time in which nothing could receive, ISO. */
export interface Gap {
  readonly from: string;
  readonly to: string;
}

/** What the relay said of a shop in its last answer: shown until it answers again. */
export interface ToldShop {
  /** By the relay's clock, ISO. */
  readonly at: string;
  /** When any of its counters was last heard; null: never. */
  readonly counterHeardAt: string | null;
  /** When a provider first called its live address; null: never. */
  readonly calledAt: string | null;
  /** Times today in which neither a counter nor the relay received. */
  readonly gaps: readonly Gap[];
  /** Rows that no key on this device opens. */
  readonly shut: number;
}

/** Whether the shown figures of a shop are current. */
export type ShopLink = 'connecting' | 'up' | 'lost';

/** What the relay sends besides the rows of the log. */
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

/** From when on the relay is asked who listened: the start of today, or the shop's joining if that was later. */
export function heardFrom(card: ShopCard, { now }: Pick<Answered, 'now'>, { joinedAt }: Viewed): string {
  const offset = utcOffsetMinutes[card.country];
  const dayStart = new Date(boundsOf(dayOf(now, offset), offset).startMs).toISOString();
  return joinedAt > dayStart ? joinedAt : dayStart;
}

/** A phone keeps this many months before the present one. Older payments are on the counter. */
export const monthsKept = 1;

/** The first day that a device keeps, in the shop's own calendar: `months` before the present month. */
export function firstDayKept(card: Pick<ShopCard, 'country'>, nowMs: number, months: number): string {
  return `${dayMonthsBefore(nowMs, months, utcOffsetMinutes[card.country]).slice(0, 7)}-01`;
}

/** The ISO instant from which the log is read. */
export function readSince(card: ShopCard, nowMs: number, months: number): string {
  const { startMs } = boundsOf(firstDayKept(card, nowMs, months), utcOffsetMinutes[card.country]);
  return new Date(startMs).toISOString();
}
