import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the desktop app keeps its data by default, so that a run without Electron finds the same payments. */
export function defaultDataDir(environment: Readonly<Record<string, string | undefined>>): string {
  const roots: Partial<Record<NodeJS.Platform, string>> = {
    win32: environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'),
    darwin: join(homedir(), 'Library', 'Application Support'),
  };
  const root = roots[process.platform] ?? environment.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  return join(root, 'Comptoir', 'data');
}
