import { mainProvider } from '../../src/shared/providers/providers';
import { utcOffsetMinutes } from '../../src/shared/settings/settings';
import { claimTexts } from '../../src/shared/texts/claim-texts';
import { paymentTexts } from '../../src/shared/texts/payment-texts';
import { screenTexts } from '../../src/shared/texts/screen-texts';
import type { ShopView } from '../../src/shared/screens/protocol';

export type ScreenLanguage = ShopView['language'];

/** `providers`: that of one payment, or those that the shop takes. */
export function wordsIn(language: ScreenLanguage, providers: readonly string[] = [mainProvider]) {
  return {
    screen: screenTexts[language],
    payment: paymentTexts.naming(providers)[language],
    claim: claimTexts.naming(providers)[language],
  };
}

/** "10:42", in the shop's own zone: none here has daylight saving. */
export function timeIn(instant: string, { country }: Pick<ShopView, 'country'>): string {
  return new Date(Date.parse(instant) + utcOffsetMinutes[country] * 60_000).toISOString().slice(11, 16);
}

/** "à 10:42 (à l’instant)", "à 10:42 (il y a 3 min)", "à 10:42". */
export function agoIn(instant: string, now: number, view: Pick<ShopView, 'country' | 'language'>): string {
  const { when } = paymentTexts[view.language];
  const minutes = Math.floor((now - Date.parse(instant)) / 60_000);
  const time = timeIn(instant, view);
  if (minutes < 1) return when.justNow(time);
  return minutes < 60 ? when.minutesAgo(minutes, time) : when.todayAt(time);
}

/** Used until the counter has told the shop's language. */
export function browserLanguage(languages: readonly string[]): ScreenLanguage {
  const [first = 'fr'] = languages;
  return first.startsWith('en') ? 'en' : 'fr';
}
