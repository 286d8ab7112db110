import { createRequire } from 'node:module';
import type Notifier from 'node-notifier';
import type { ShowNotification } from '../ports';
import { NotShown } from './not-shown';

export interface NotifyingSystem {
  readonly platform: NodeJS.Platform;
  readonly notifier: () => {
    notify(words: Notifier.Notification, callback: Notifier.NotificationCallback): unknown;
  };
}

/** How those programs know the app; they do not know the command line. */
export interface NotifyingApp {
  /** A separate file: these programs cannot read from an archive. */
  readonly icon: string;
  /** Windows shows a toast under the name of the shortcut that has this id. */
  readonly appId: string;
}

const thisSystem: NotifyingSystem = { platform: process.platform, notifier: load };

/**
 * Notifications through the system's own programs (notify-send, a Windows toast, macOS's centre). Used in headless mode,
 * and where Electron's own notifications fail. Clicks are not reported.
 *
 * node-notifier passes the words through a shell on Linux and quotes them itself; a test sends hostile words.
 */
export function desktopNotifier(
  app: NotifyingApp | null = null,
  system: NotifyingSystem = thisSystem,
): ShowNotification {
  const look =
    app === null ? {} : { icon: app.icon, ...(system.platform === 'win32' ? { appID: app.appId } : {}) };
  return ({ title, body }) =>
    new Promise((resolve, reject) => {
      const words = { title, message: body, ...look };
      system.notifier().notify(words, (error: unknown, response: unknown) => {
        // Besides errors it reports whatever the program printed on stderr, as a string: there the notification was shown.
        if (error instanceof Error) reject(error);
        // On Windows it hides most errors. A shown notification is always reported as clicked, dismissed or timed out.
        else if (system.platform === 'win32' && response === undefined)
          reject(new NotShown('the program that shows toasts said nothing of it'));
        else resolve();
      });
    });
}

/** Load it late: reading it takes longer than starting to listen. */
function load(): typeof Notifier {
  // Not `import()`: Electron before 28 has none for packages. The package is CommonJS, and this is its own type.
  return createRequire(import.meta.url)('node-notifier') as typeof Notifier;
}
