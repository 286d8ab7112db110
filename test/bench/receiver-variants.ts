/** What is measured, the yardstick of each ratio first. */
export const variants = [
  'node:http',
  'Express, plain',
  'receiver, no store',
  'receiver, SQLite FULL',
  'receiver, journal',
] as const;
export type Variant = (typeof variants)[number];
