import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One value from the settings file, before the settings are opened with all their checks. Undefined where it has none.
 */
export function earlySetting(dataDir: string, name: string): unknown {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'));
    if (typeof settings !== 'object' || settings === null) return undefined;
    return Object.getOwnPropertyDescriptor(settings, name)?.value;
  } catch {
    return undefined; // missing or damaged: the core reports it and uses the default
  }
}
