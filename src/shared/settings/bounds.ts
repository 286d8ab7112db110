/**
 * Limits and choices that a page shows too. They stand apart from the guards of untrusted values, which run in the core: no page
 * loads those for the sake of a number.
 */

/** Of the owner's PIN, and of helpers' codes. */
export const shortestPin = 4;
export const longestPin = 12;

/** Of one of those who work at the counter. */
export const longestHelperName = 30;
export const mostHelpers = 20;

export const longestPhoneName = 30;

/** How long the owner's things may stay open unused. */
export const lockDelaysMinutes = [1, 5, 15, 60] as const;
export type LockDelayMinutes = (typeof lockDelaysMinutes)[number];

/** Who says the amount: our own clips, the shop's own voice where it recorded one, a voice of the computer where it has one in the language, or nobody. */
export const voices = ['recorded', 'own', 'computer', 'none'] as const;
export type Voice = (typeof voices)[number];

export const paperWidthsMm = [58, 80] as const;
export type PaperMm = (typeof paperWidthsMm)[number];

export const usualNtfyServer = 'https://ntfy.sh';

/** In bytes: some 200,000 rows. What is longer is refused in a sentence before it is read. */
export const longestImportBytes = 20 * 1_024 * 1_024;
