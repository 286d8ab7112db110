import { errorCode } from './error-code';

/** Antivirus programs on Windows hold what is new open for a moment, a whole folder for longer: a rename that meets them is tried again. */
export async function retryRename(rename: () => Promise<void>, tries: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename();
      return;
    } catch (error) {
      if (attempt === tries || !['EPERM', 'EBUSY', 'EACCES'].includes(errorCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}
