import type { App } from 'electron';
import type { CrashRecords } from '../core/diagnostics/crash-records';

/**
 * Records each of our processes that ends unexpectedly. The part that needs a process usually starts it again. The
 * tunnel's process, recognised by its name, is recorded elsewhere, where it is known whether we ended it ourselves.
 */
export function recordDeaths(app: App, records: CrashRecords, tunnelName: string): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    const page = /(\w+)\.html/.exec(contents.getURL())?.[1] ?? 'page';
    if (reason !== 'clean-exit') records.record(`page-${page}`, `${reason}, code ${exitCode}`);
  });
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit' && name !== tunnelName)
      records.record(`helper-${(name ?? type).replaceAll(/\W+/g, '-')}`, `${reason}, code ${exitCode}`);
  });
}
