import type { App } from 'electron';

/** The id for the taskbar, the desktop file, the installer's shortcut and the entry for starting at login. */
export const appId = 'com.comptoir.counter';

/**
 * The id with which Windows calls this app when a notification is clicked. It must not change, because the shortcut has
 * it.
 */
const toastActivator = '{8C1B6B0E-5C0A-4E0B-9E53-6D1F0B7B2C4A}';

/** Call it before the first window and notification. */
export function takeIdentity(
  app: Pick<App, 'setAppUserModelId'> & Partial<Pick<App, 'setToastActivatorCLSID'>>,
  platform: NodeJS.Platform = process.platform,
): void {
  app.setAppUserModelId(appId);
  // Older Electrons have no such call. Without one each run would have another id, and old notifications would lead
  // nowhere.
  if (platform === 'win32') app.setToastActivatorCLSID?.(toastActivator);
}

/** The same file beside the archive, where electron-builder unpacks it: other programs cannot read from an archive. */
export function outsideArchive(file: string): string {
  return file.replace(/([/\\]app\.asar)(?=[/\\])/, '$1.unpacked');
}
