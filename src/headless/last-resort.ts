import type { CrashRecords } from '../core/diagnostics/crash-records';

/**
 * Records errors that were not caught. A rejected promise does not end the process: everything acknowledged is on the
 * disk, and the receiver depends on no such promise. After an uncaught exception it resolves, so that the process ends
 * in order and a supervisor starts it again.
 */
export function recordLastResort(records: CrashRecords): Promise<'crashed'> {
  process.on('unhandledRejection', (reason) => {
    records.record('promise', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  });
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      records.record('app', error.stack ?? String(error));
      resolve('crashed');
    });
  });
}
