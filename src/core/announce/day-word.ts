import { createHmac } from 'node:crypto';
import { boundsOf, dayOf } from '../../shared/calendar';
import { dayColours, dayNouns, type DayWord } from '../../shared/voice/day-word';

/** The day is divided into this many parts, each with its own colour. */
const stretches = 6;
const hourMs = 60 * 60_000;

/**
 * The word at an instant (ms since the epoch), derived from the shop's key. Without the key nobody can predict another
 * day's noun or the moment of the next colour. A part ends within the four hours around its regular end.
 */
export function dayWordAt(key: Buffer, now: number, offsetMinutes: number): DayWord {
  const day = dayOf(now, offsetMinutes);
  const drawn = (what: string): number =>
    createHmac('sha256', key).update(`${what} of ${day}`).digest().readUInt32BE(0);
  const sinceMidnightMs = now - boundsOf(day, offsetMinutes).startMs;
  const endOf = (stretch: number): number =>
    (24 * hourMs * (stretch + 1)) / stretches + (drawn(`end ${stretch}`) / 2 ** 32 - 0.5) * 4 * hourMs;
  let stretch = 0;
  let colour = drawn('colour 0') % dayColours.length;
  while (stretch < stretches - 1 && sinceMidnightMs >= endOf(stretch)) {
    stretch += 1;
    // Never the same colour twice in a row, so that the change can be heard.
    colour = (colour + 1 + (drawn(`colour ${stretch}`) % (dayColours.length - 1))) % dayColours.length;
  }
  return {
    noun: dayNouns[drawn('noun') % dayNouns.length] ?? dayNouns[0],
    colour: dayColours[colour] ?? dayColours[0],
  };
}
