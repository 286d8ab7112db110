/**
 * The derived parts, which work with what the intake received. One that fails raises a notice and is tried again.
 * Payments are still received meanwhile.
 */
export const derivedParts = [
  'totals',
  'messages',
  'silences',
  'voice',
  'bell',
  'day-word',
  'late-payments',
  'verification',
  'hints',
  'retention',
  'closes',
  'receipts',
  'damage',
  'copies',
  'tunnel',
  'relay',
  'other-shops',
  'knocks',
  'refusals',
  'technician',
  'updates',
  'screens',
] as const;
export type DerivedPart = (typeof derivedParts)[number];
