import { isShortened } from './plain';
import { dayMs } from '../../shared/calendar';

export type InstantIn =
  | { readonly kind: 'instant'; readonly performedAt: string }
  | { readonly kind: 'none'; readonly reason: DateProblem };
export type DateProblem = 'date-missing' | 'date-impossible' | 'date-unclear' | 'date-shortened';

/** 05/11 is the fifth of November, unless the column shows that its months come first. */
export type DayOrder = 'day-first' | 'month-first';

interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
interface LocalTime {
  readonly seconds: number;
  /** Minutes east of UTC; null: the shop's own. */
  readonly zone: number | null;
}

/** Excel counts days from here, because its calendar treats 1900 as a leap year. */
const excelEpochMs = Date.UTC(1899, 11, 30);
const noon = 12 * 3_600;
const months: readonly RegExp[] = [
  /^(?:janvier|january|janv?)$/,
  /^(?:fevrier|february|fev|fevr|feb)$/,
  /^(?:mars|march|mar)$/,
  /^(?:avril|april|avr|apr)$/,
  /^(?:mai|may)$/,
  /^(?:juin|june|jun)$/,
  /^(?:juillet|july|juil|jul)$/,
  /^(?:aout|august|aou|aug)$/,
  /^(?:septembre|september|sept?)$/,
  /^(?:octobre|october|oct)$/,
  /^(?:novembre|november|nov)$/,
  /^(?:decembre|december|dec)$/,
];
const weekdays =
  /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b\.?/g;

/** An instant as spreadsheets and dashboards write it. `timeCell`: the time, where it has its own column. */
export function instantIn(
  cell: string,
  timeCell: string,
  order: DayOrder,
  utcOffsetMinutes: number,
): InstantIn {
  const text = lettersOf(cell);
  if (text === '') return none('date-missing');
  if (isShortened(text)) return none('date-shortened');
  const counted = countedIn(text, timeCell === '', utcOffsetMinutes);
  if (counted !== null) return { kind: 'instant', performedAt: counted };
  const parts = partsOf(text);
  const date = dateIn(parts.date, order);
  if (typeof date === 'string') return none(date);
  const time = parts.time === '' ? timeIn(lettersOf(timeCell)) : timeIn(parts.time);
  if (typeof time === 'string') return none(time);
  const zone = time.zone ?? utcOffsetMinutes;
  const ms = Date.UTC(date.year, date.month - 1, date.day) + time.seconds * 1_000 - zone * 60_000;
  return { kind: 'instant', performedAt: new Date(ms).toISOString() };
}

/** Month-first only where some date can be nothing else, and none contradicts it. */
export function dayOrderOf(cells: Iterable<string>): DayOrder {
  let monthFirst = false;
  for (const cell of cells) {
    const [, first = '', second = ''] = /^\s*["'=]*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(cell) ?? [];
    if (Number(first) > 12) return 'day-first';
    if (Number(second) > 12) monthFirst = true;
  }
  return monthFirst ? 'month-first' : 'day-first';
}

function lettersOf(cell: string): string {
  return cell
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(weekdays, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,.]\s*/, '');
}

/** Seconds or milliseconds since 1970, or Excel's days since 1900 in the shop's own time. */
function countedIn(text: string, isWhole: boolean, utcOffsetMinutes: number): string | null {
  if (/^1\d{9}$|^[12]\d{9}\.\d+$/.test(text)) return new Date(Math.round(Number(text) * 1_000)).toISOString();
  if (/^1\d{12}$/.test(text)) return new Date(Number(text)).toISOString();
  const [, days, part] = /^([3-6]\d{4})(?:[.,](\d+))?$/.exec(text) ?? [];
  if (days === undefined || (part === undefined && !isWhole)) return null;
  const seconds = part === undefined ? noon : Math.round(Number(`0.${part}`) * 86_400);
  return new Date(
    excelEpochMs + Number(days) * dayMs + seconds * 1_000 - utcOffsetMinutes * 60_000,
  ).toISOString();
}

function partsOf(text: string): { readonly date: string; readonly time: string } {
  const compact = /^(\d{8})[t ]?(\d{2})(\d{2})(\d{2})(z?)$/.exec(text);
  if (compact !== null) {
    const [, date = '', hour = '', minute = '', second = '', zone = ''] = compact;
    return { date, time: `${hour}:${minute}:${second}${zone}` };
  }
  const named = text.replace(/\([^)]*\)\s*$/, '').trim();
  const split =
    /^(?<date>.*?\d.*?)(?:\s*[,;]?\s*(?:\ba\b|\bat\b|[-|])?\s+|t|,)(?<time>\d{1,2}\s*(?::|h).*|\d{2}\.\d{2}(?:\.\d{2})?|\d{1,2}\s*[ap]\.?m\.?.*)$/.exec(
      named,
    )?.groups;
  return { date: (split?.date ?? named).trim(), time: (split?.time ?? '').trim() };
}

function dateIn(text: string, order: DayOrder): LocalDate | DateProblem {
  const numbers = (pattern: RegExp): readonly number[] | null =>
    pattern.exec(text)?.slice(1).map(Number) ?? null;
  const yearFirst = numbers(/^(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})$/) ?? numbers(/^(20\d\d)(\d\d)(\d\d)$/);
  if (yearFirst !== null) return realDate(yearFirst[0], yearFirst[1], yearFirst[2]);
  // A column of days as Excel counts them, beside a column of times.
  if (/^[3-6]\d{4}$/.test(text)) {
    const date = new Date(excelEpochMs + Number(text) * dayMs);
    return realDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  }
  const yearLast = numbers(/^(\d{1,2})\s?[/. -]\s?(\d{1,2})\s?[/. -]\s?(\d{4}|\d{2})$/);
  if (yearLast !== null) {
    const [a, b, year] = yearLast;
    return order === 'day-first' ? realDate(year, b, a) : realDate(year, a, b);
  }
  const dayName = /^(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?[ .-]*(?:de |of )?([a-z]+)[ .,-]*(\d{4}|\d{2})$/.exec(
    text,
  );
  const nameDay = /^([a-z]+)[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ .,-]+(\d{4}|\d{2})$/.exec(text);
  const name = dayName?.[2] ?? nameDay?.[1];
  if (name === undefined) return 'date-unclear';
  const month = months.findIndex((pattern) => pattern.test(name)) + 1;
  if (month === 0) return 'date-unclear';
  return realDate(Number(dayName?.[3] ?? nameDay?.[3]), month, Number(dayName?.[1] ?? nameDay?.[2]));
}

function realDate(year = NaN, month = NaN, day = NaN): LocalDate | DateProblem {
  const whole = year < 100 ? 2_000 + year : year;
  const date = new Date(Date.UTC(whole, month - 1, day));
  const isReal =
    whole >= 2_000 && whole < 2_100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? { year: whole, month, day } : 'date-impossible';
}

function timeIn(text: string): LocalTime | DateProblem {
  if (text === '') return { seconds: noon, zone: null };
  const dotted = /^(\d{2})\.(\d{2})(?:\.(\d{2}))?$/.exec(text);
  if (dotted !== null) return timeIn(dotted.slice(1).filter(Boolean).join(':'));
  // A column of times as Excel counts them.
  const fraction = /^0[.,](\d+)$/.exec(text)?.[1];
  if (fraction !== undefined) return { seconds: Math.round(Number(`0.${fraction}`) * 86_400), zone: null };
  const found =
    /^(?<hour>\d{1,2})(?:\s*(?:h|:)\s*(?<minute>\d{2})?(?:\s*(?::|m|min)\s*(?<second>\d{2})s?)?(?:[.,]\d+)?\s*(?:m|min)?)?\s*(?<half>[ap]\.?m\.?)?\s*(?<zone>z|utc|gmt|wat)?\s*(?<shift>[+-]\d{1,2}:?(?:\d{2})?)?$/.exec(
      text,
    )?.groups;
  if (found?.hour === undefined) return 'date-unclear';
  const [hour, minute, second] = [found.hour, found.minute ?? '0', found.second ?? '0'].map(Number);
  const half = found.half?.startsWith('p') === true ? 12 : 0;
  if (hour === undefined || minute === undefined || second === undefined) return 'date-unclear';
  const isReal =
    minute < 60 && second < 60 && (found.half === undefined ? hour < 24 : hour >= 1 && hour <= 12);
  if (!isReal) return 'date-impossible';
  const ofDay = found.half === undefined ? hour : (hour % 12) + half;
  return { seconds: (ofDay * 60 + minute) * 60 + second, zone: zoneOf(found.zone, found.shift) };
}

function zoneOf(zone: string | undefined, shift: string | undefined): number | null {
  if (shift !== undefined) {
    const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(shift) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  return zone === undefined ? null : zone === 'wat' ? 60 : 0;
}

function none(reason: DateProblem): InstantIn {
  return { kind: 'none', reason };
}
