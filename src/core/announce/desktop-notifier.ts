import { createRequire } from 'node:module';
import type Notifier from 'node-notifier';
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
      load().notify(words, (error: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
}

/** Late: it takes longer to read than all that a start needs to listen. */
function load(): typeof Notifier {
  // Not `import()`: Electron before 28 has none for packages. The package is CommonJS, and this is its own type.
  return createRequire(import.meta.url)('node-notifier') as typeof Notifier;
}
