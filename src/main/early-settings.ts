import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One value as the settings file has it, before the settings are opened with all their rules. Undefined where it says none. */
export function earlySetting(dataDir: string, name: string): unknown {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'));
    if (typeof settings !== 'object' || settings === null) return undefined;
    return Object.getOwnPropertyDescriptor(settings, name)?.value;
  } catch {
    return undefined; // none yet, or damaged: the core says so and begins with what is usual
  }
}
