/** The computer's own time, for tests that drive a real process with the real clock; all others take a fixed instant. */
export function realNow(): number {
  // eslint-disable-next-line no-restricted-syntax -- the one place
  return Date.now();
}
