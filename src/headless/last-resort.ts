import type { CrashRecords } from '../core/diagnostics/crash-records';

/**
 * Records errors that were not caught. A rejected promise ends nothing: what was acknowledged is on the disk, and the receiver
 * rests on no such promise. After an exception that left its place half done the process ends in order, for a supervisor
 * to start it again: resolves then.
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
