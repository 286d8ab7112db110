/**
 * Limits and choices that pages show too. They are apart from the guards of untrusted values, which only the core needs:
 * so no page loads those guards.
 */

/** Of the owner's PIN, and of helpers' codes. */
export const shortestPin = 4;
export const longestPin = 12;

/** Of a helper's name. */
export const longestHelperName = 30;
export const mostHelpers = 20;

export const longestPhoneName = 30;

/** After how long unused the owner's things lock. */
export const lockDelaysMinutes = [1, 5, 15, 60] as const;
export type LockDelayMinutes = (typeof lockDelaysMinutes)[number];

/** Who says the amount: our own clips, the shop's recorded voice, a voice of the computer in the language, or nobody. */
export const voices = ['recorded', 'own', 'computer', 'none'] as const;
export type Voice = (typeof voices)[number];

export const paperWidthsMm = [58, 80] as const;
export type PaperMm = (typeof paperWidthsMm)[number];

export const usualNtfyServer = 'https://ntfy.sh';

/** In bytes: some 200,000 rows. A longer file is refused with a sentence before it is read. */
export const longestImportBytes = 20 * 1_024 * 1_024;
