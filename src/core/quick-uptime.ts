/** The system counts no finer than a hundredth of a second. */
const sameForMs = 5;

/**
 * The same uptime, read again after so many milliseconds only: the system opens a file for it, and one payment asks dozens
 * of times. `passed`: milliseconds that nobody can set; a sleep need not be among them.
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
