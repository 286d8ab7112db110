/** Pauses after the third wrong PIN or code in a row and each further one; the last applies from then on. */
const pausesMs = [30_000, 60_000, 5 * 60_000, 15 * 60_000];
const freeTries = 2;

/** How long none is compared after so many wrong ones in a row. */
export function backoffMs(wrongTries: number): number {
  return wrongTries <= freeTries ? 0 : (pausesMs[wrongTries - freeTries - 1] ?? pausesMs.at(-1) ?? 0);
}
