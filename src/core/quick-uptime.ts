/** The system counts in hundredths of a second. */
const sameForMs = 5;

/**
 * The same uptime, read again only after some milliseconds: the system opens a file for it, and one payment asks dozens
 * of times. `passed`: milliseconds that nobody can set; they need not include sleep.
 */
export function createQuickUptime(
  read: () => number,
  passed: () => number = () => performance.now(),
): () => number {
  let uptime = 0;
  let readAt = -Infinity;
  return () => {
    const at = passed();
    if (at - readAt >= sameForMs) {
      uptime = read();
      readAt = at;
    }
    return uptime;
  };
}
