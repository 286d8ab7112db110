/** The computer's own time, for tests that drive a real process with the real clock; all others take a fixed instant. */
export function realNow(): number {
  return Date.now();
}
