/**
 * Work that nobody waits for, such as a command that a button starts. An error in it is reported like any error of the
 * page, and ends nothing.
 */
export function inBackground(work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => reportError(error));
}
