/** Pauses after the third wrong PIN in a row and each further one; the last applies from then on. */
const pausesMs = [30_000, 60_000, 5 * 60_000, 15 * 60_000];
const freeTries = 2;

/** How long no PIN is compared after this many wrong ones in a row. */
export function backoffMs(wrongPins: number): number {
  return wrongPins <= freeTries ? 0 : (pausesMs[wrongPins - freeTries - 1] ?? pausesMs.at(-1) ?? 0);
}
