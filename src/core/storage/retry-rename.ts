import { errorCode } from './error-code';

/**
 * Antivirus programs on Windows hold new files for a moment, and whole folders for longer: retry a rename that fails
 * because of that.
 */
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
