/** Masculine nouns, so that the colour beside one needs no other ending in French; no two of them sound alike. */
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
 * Two words that only this shop can draw: a noun for the day, and a colour until an hour that only the computer knows.
 */
export interface DayWord {
  readonly noun: (typeof dayNouns)[number];
  readonly colour: (typeof dayColours)[number];
}
