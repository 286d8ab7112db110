import type { Disk } from './disk';
import { errorCode } from './error-code';

/** Something is in the file's place that cannot be read: a bad sector, a folder, a file of another user. */
export const unreadable = Symbol('unreadable');

/** How long an antivirus program or a passing error may last. */
const pausesMs = [20, 80];

/** Errors about the file itself that last. A process with too many open files is not among them. */
const lasting: ReadonlySet<string> = new Set([
  'EIO',
  'EISDIR',
  'ENOTDIR',
  'ENXIO',
  'EINVAL',
  'EBADMSG',
  'EUCLEAN',
  'ELOOP',
  // On Windows these mean that another program has the file open.
  ...(process.platform === 'win32' ? [] : ['EACCES', 'EPERM']),
]);

/** Null where there is no such file, `unreadable` where reading fails repeatedly for a lasting reason. */
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
