import type { Country, Language } from '../../src/shared/settings/preferences';
import { locales } from '../../src/shared/settings/locales';
import { utcOffsetMinutes } from '../../src/shared/settings/settings';
import { plainSpaces } from '../../src/shared/payment/money';
import type { Texts } from '../../src/shared/texts/texts';
import type { Day } from '../../src/shared/payment/payment';
import { dayAfter, dayOf } from '../../src/shared/calendar';

/** How a shop says when, the clock time always and the date of another day: "à 10:42 (il y a 3 min)", "hier 2 mars à 18:05". */
export interface When {
  ago(instant: string, now: number): string;
  time(instant: string): string;
  day(instant: string): string;
  /** Of a business day: "mardi 24 novembre 2026", "novembre 2026". */
  dayName(day: Day): string;
  monthName(day: Day): string;
}

export function createWhen(texts: Texts, language: Language, country: Country): When {
  const offset = utcOffsetMinutes[country];
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
  const timeFormat = format({ hour: '2-digit', minute: '2-digit' });
  const dayFormat = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const shortDayFormat = format({ day: 'numeric', month: 'long' });
  const dayNameFormat = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const monthNameFormat = format({ month: 'long', year: 'numeric' });
  // No zone here has daylight saving: shifting the instant and formatting it as UTC is exact.
  const shifted = (instant: string): number => Date.parse(instant) + offset * 60_000;
  const time = (instant: string): string => plainSpaces(timeFormat.format(shifted(instant)));
  const day = (instant: string): string => plainSpaces(dayFormat.format(shifted(instant)));

  return {
    time,
    day,
    dayName: (of) => plainSpaces(dayNameFormat.format(Date.parse(of))),
    monthName: (of) => plainSpaces(monthNameFormat.format(Date.parse(of))),
    ago(instant, now) {
      const minutes = Math.floor((now - Date.parse(instant)) / 60_000);
      const words = texts.payment.when;
      const thatDay = dayOf(instant, offset);
      const today = dayOf(now, offset);
      if (thatDay === today && minutes < 1) return words.justNow(time(instant));
      if (thatDay === today && minutes < 60) return words.minutesAgo(minutes, time(instant));
      if (thatDay === today) return words.todayAt(time(instant));
      if (thatDay === dayAfter(today, -1))
        return words.yesterdayAt(plainSpaces(shortDayFormat.format(shifted(instant))), time(instant));
      return words.onDayAt(day(instant), time(instant));
    },
  };
}
