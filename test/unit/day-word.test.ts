import { describe, expect, it } from 'vitest';
import { dayWordAt } from '../../src/core/announce/day-word';
import { dayMs } from '../../src/shared/calendar';
import { dayWordText } from '../../src/shared/texts/day-word-texts';
import type { DayWord } from '../../src/shared/voice/day-word';

const key = Buffer.alloc(32, 7);
const offset = 60;
/** Midnight in Porto-Novo. */
const midnight = Date.parse('2026-11-22T23:00:00Z');
const minuteMs = 60_000;

/** The word of each minute of a day. */
function wordsOf(day: number, of = key): readonly DayWord[] {
  return Array.from({ length: 1_440 }, (_, minute) =>
    dayWordAt(of, midnight + day * dayMs + minute * minuteMs, offset),
  );
}
/** The minutes at which another colour begins. */
function changesOf(words: readonly DayWord[]): readonly number[] {
  return words.flatMap(({ colour }, at) => (at > 0 && words[at - 1]?.colour !== colour ? [at] : []));
}

describe('the word of the day', () => {
  const month = Array.from({ length: 30 }, (_, day) => wordsOf(day));

  it('has one noun from midnight to midnight, and another colour five times, never the one before', () => {
    for (const words of month) {
      expect(new Set(words.map(({ noun }) => noun)).size).toBe(1);
      expect(changesOf(words)).toHaveLength(5);
    }
  });

  it('changes at hours that no other day and no other shop tells', () => {
    const days = month.map((words) => changesOf(words).join());
    expect(new Set(days).size).toBe(30);
    expect(changesOf(wordsOf(0, Buffer.alloc(32, 8))).join()).not.toBe(days[0]);
  });

  it('is drawn evenly enough that yesterday’s is a bad guess', () => {
    const drawn = Array.from({ length: 365 }, (_, day) => {
      const { noun, colour } = dayWordAt(key, midnight + day * dayMs + dayMs / 2, offset);
      return `${noun} ${colour}`;
    });
    expect(new Set(drawn).size).toBeGreaterThan(110);
    expect(drawn.filter((word, day) => word === drawn[day - 1]).length).toBeLessThan(12);
  });

  it('is said as each language says it', () => {
    expect(dayWordText({ noun: 'pineapple', colour: 'blue' }, 'fr')).toBe('Ananas bleu');
    expect(dayWordText({ noun: 'pineapple', colour: 'blue' }, 'en')).toBe('Blue pineapple');
  });
});
