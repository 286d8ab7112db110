/**
 * What stands behind the intake: parts that are made from what was received, or serve it. One that fails becomes a notice
 * and is tried again; payments are received meanwhile.
 */
export const derivedParts = [
  'totals',
  'silences',
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
  'knocks',
  'refusals',
  'technician',
  'updates',
  'screens',
] as const;
export type DerivedPart = (typeof derivedParts)[number];
