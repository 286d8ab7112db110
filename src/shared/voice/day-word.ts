/** Masculine nouns, so that the colour needs no other ending in French. No two of them sound alike. */
export const dayNouns = [
  'pineapple',
  'sheep',
  'palm',
  'drum',
  'sun',
  'fish',
  'boat',
  'horse',
  'cotton',
  'lemon',
  'basket',
  'stool',
  'lizard',
  'baobab',
  'hat',
  'lion',
] as const;
export const dayColours = ['blue', 'red', 'green', 'yellow', 'white', 'black', 'grey', 'orange'] as const;

/**
 * Two words that nobody outside the shop can predict: a noun for the day, and a colour that changes at an hour only the
 * computer knows.
 */
export interface DayWord {
  readonly noun: (typeof dayNouns)[number];
  readonly colour: (typeof dayColours)[number];
}
