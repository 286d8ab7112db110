import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

/**
 * Gives one of several Comptoirs on this computer its own folder, with its own payments, log and window. Call it before
 * anything is read or written there, and before looking for another instance of the same profile.
 */
export function takeProfile(app: Pick<App, 'getPath' | 'setPath'>, name: string | undefined): void {
  if (name === undefined) return;
  const folder = join(app.getPath('userData'), 'profiles', name);
  mkdirSync(folder, { recursive: true, mode: 0o700 }); // Electron refuses a missing folder
  app.setPath('userData', folder);
}
