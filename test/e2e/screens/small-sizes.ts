/** Old phones, a cash desk's screen, a cheap laptop. */
export const smallSizes = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
] as const;
