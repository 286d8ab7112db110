import type { Claim } from '../../shared/payment/payment';
import type { Preferences } from '../../shared/settings/preferences';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import { claimTexts } from '../../shared/texts/claim-texts';
import { paymentTexts } from '../../shared/texts/payment-texts';

/**
 * "Déjà servi par Awa, à l’instant, à l’écran « Comptoir 2 »…": told to the second helper, so that the goods stay in
 * the shop.
 */
export function handedOverAlready(
  { by, at, via, counter }: Claim,
  { language, country }: Pick<Preferences, 'language' | 'country'>,
  now: number,
): string {
  const { when } = paymentTexts[language];
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  const time = new Date(Date.parse(at) + utcOffsetMinutes[country] * 60_000).toISOString().slice(11, 16);
  const soon = minutes < 1 ? when.justNow(time) : when.minutesAgo(minutes, time);
  const ago = minutes < 60 ? soon : when.todayAt(time);
  const { handedOverAlready: words, at: places } = claimTexts[language];
  const where = via !== undefined ? places.screen(via) : places.counter(counter ?? null);
  return words(by, ago, where);
}
