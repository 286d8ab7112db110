import type { App } from 'electron';

/** One for the taskbar, the desktop file, the installer's shortcut and what is entered to be started at login. */
export const appId = 'com.comptoir.counter';

/** What Windows calls this app by when a notification is clicked: its own for good, as the shortcut keeps it. */
const toastActivator = '{8C1B6B0E-5C0A-4E0B-9E53-6D1F0B7B2C4A}';

/** To be called before the first window and notification. */
export function takeIdentity(
  app: Pick<App, 'setAppUserModelId'> & Partial<Pick<App, 'setToastActivatorCLSID'>>,
  platform: NodeJS.Platform = process.platform,
): void {
  app.setAppUserModelId(appId);
  // Older Electrons know none; without one each run would have another, and old notifications would lead nowhere.
  if (platform === 'win32') app.setToastActivatorCLSID?.(toastActivator);
}

/** The same file beside the archive, where electron-builder unpacks it: other programs cannot look into one. */
export function outsideArchive(file: string): string {
  return file.replace(/([/\\]app\.asar)(?=[/\\])/, '$1.unpacked');
}
