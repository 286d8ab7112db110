/**
 * Work that nobody waits for, such as a command that a button starts. What goes wrong in it is told like any error of the
 * page, and ends nothing.
 */
export function inBackground(work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => reportError(error));
}
