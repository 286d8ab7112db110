import notifier from 'node-notifier';
import type { ShowNotification } from '../ports';

/**
 * Notifications through the programs that systems bring along (notify-send, a Windows toast, macOS's centre): for the
 * headless mode, and for the day Electron's own fail. Clicks are not heard.
 *
 * node-notifier hands the words to a shell on Linux and quotes them itself; a test sends it what a stranger might.
 */
export function desktopNotifier(icon?: string): ShowNotification {
  return ({ title, body }) =>
    new Promise((resolve, reject) => {
      const words = { title, message: body, ...(icon === undefined ? {} : { icon }) };
      // Besides errors it reports whatever the program printed on stderr, as a string: there the notification was shown.
      notifier.notify(words, (error: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
}
