import { dayOf, timeOfDay } from '../calendar';
import { locales } from '../settings/locales';
import type { Language } from '../settings/preferences';
import { utcOffsetMinutes } from '../settings/settings';
import { phoneTexts } from '../texts/phone-texts';
import type { ShopCard } from './told-shop';

interface Shop {
  readonly card: ShopCard;
}

export function shopNameOf({ card }: Shop, language: Language): string {
  return card.shopName === '' ? phoneTexts[language].unnamedShop : card.shopName;
}

/** "sam. 28 nov." */
export function shortDayOf(day: string, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales[language], options).format(Date.parse(day));
}

/** "14:02", after the day where it is not today. */
export function momentOf(instant: string, { card }: Shop, nowMs: number, language: Language): string {
  const offset = utcOffsetMinutes[card.country];
  const day = dayOf(instant, offset);
  const time = timeOfDay(instant, offset);
  return day === dayOf(nowMs, offset) ? time : `${shortDayOf(day, language)}, ${time}`;
}
