import type { Disk } from './disk';
import { errorCode } from './error-code';

/** There is something in the file's place that cannot be read: a bad sector, a folder, a file that is not ours to read. */
export const unreadable = Symbol('unreadable');

/** How long an antivirus program or a passing error may last. */
const pausesMs = [20, 80];

/** Errors that say something of the file, and do not pass: not those of a process that has too many files open. */
const lasting: ReadonlySet<string> = new Set([
  'EIO',
  'EISDIR',
  'ENOTDIR',
  'ENXIO',
  'EINVAL',
  'EBADMSG',
  'EUCLEAN',
  'ELOOP',
  // On Windows these are how another program says that it has the file open.
  ...(process.platform === 'win32' ? [] : ['EACCES', 'EPERM']),
]);

/** Null where there is no such file, `unreadable` where reading fails again and again for a reason of its own. */
export async function readOrDamage(
  disk: Pick<Disk, 'read'>,
  file: string,
): Promise<Buffer | null | typeof unreadable> {
  for (const pauseMs of [...pausesMs, null]) {
    try {
      return await disk.read(file);
    } catch (error) {
      if (!lasting.has(errorCode(error))) throw error;
      if (pauseMs === null) return unreadable;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return unreadable;
}
