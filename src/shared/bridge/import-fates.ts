/** What would become of a row. */
export const importFates = [
  'new',
  'known',
  'not-received',
  'unknown-status',
  'other-currency',
  'not-a-payment',
  'unreadable',
] as const;
export type ImportFate = (typeof importFates)[number];
