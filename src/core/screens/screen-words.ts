import { macOf } from '../../shared/screens/screen-crypto';
import { wordsOfDay } from '../../shared/texts/screen-words';

/**
 * Two words that the counter and each of its screens show on one day. A forged page cannot know them, because they are
 * derived from one of the counter's own keys.
 */
export function wordOfDay(key: Uint8Array, day: string): string {
  const bytes = macOf(key, `the word of ${day}`);
  const { things, looks } = wordsOfDay;
  const thing = things[(bytes[0] ?? 0) % things.length] ?? '';
  const look = looks[(bytes[1] ?? 0) % looks.length] ?? '';
  return `${thing} ${look}`;
}
