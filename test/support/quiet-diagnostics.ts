import { join } from 'node:path';
import { createRedactor } from '../../src/core/diagnostics/redactor';
import type { Diagnostics } from '../../src/core/ports';

/** A program around the core that has nothing to tell of itself. */
export function quietDiagnostics(dataDir: string): Diagnostics {
  return {
    ...{ redactor: createRedactor(), logFolder: join(dataDir, 'logs'), crashFolder: null, showFolder: null },
    ...{ versions: {}, lastNotification: () => null },
  };
}
