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

/** How the app is known to those programs; the command line is known to none. */
export interface NotifyingApp {
  /** A file of its own: a program cannot read what lies in an archive. */
  readonly icon: string;
  /** Windows shows a toast under the name of the shortcut that has this id. */
  readonly appId: string;
}

const thisSystem: NotifyingSystem = { platform: process.platform, notifier: load };

/**
 * Notifications through the programs that systems bring along (notify-send, a Windows toast, macOS's centre): for the
 * headless mode, and for the day Electron's own fail. Clicks are not heard.
 *
 * node-notifier hands the words to a shell on Linux and quotes them itself; a test sends it what a stranger might.
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
