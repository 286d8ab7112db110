import { Notification } from 'electron';
import { NotShown } from '../core/announce/not-shown';
import type { NotificationWords } from '../shared/voice/announcement';
import type { Clock, ShowNotification } from '../core/ports';

export interface NotificationParts {
  readonly icon: string;
  readonly clock: Clock;
  readonly onClicked: (words: NotificationWords) => void;
}

/** A daemon that has not shown a notification by then counts as dead. */
const timeoutMs = 3_000;
/**
 * Notifications whose clicks are still awaited: one that is garbage-collected gets no click, and not every daemon reports
 * its end.
 */
const mostKept = 20;

/** Electron's notifications, which report clicks. Rejects where they are unsupported, refused, or never shown. */
export function electronNotifier({ icon, clock, onClicked }: NotificationParts): ShowNotification {
  const kept: Notification[] = [];
  return async (words) => {
    if (!Notification.isSupported()) throw new NotShown('not supported here');
    await new Promise<void>((resolve, reject) => {
      const notification = new Notification({
        title: words.title,
        body: words.body,
        icon,
        silent: true, // the bell is ours: three sounds with three meanings
        groupId: 'payments', // one group in the centre of Windows and macOS; unknown to older Electrons
      });
      const cancelTimeout = clock.after(timeoutMs, () => reject(new NotShown('it was never shown')));
      notification.on('show', () => {
        cancelTimeout();
        resolve();
      });
      notification.on('failed', (_event, error) => {
        cancelTimeout();
        reject(new Error(error));
      });
      notification.on('click', () => onClicked(words));
      kept.push(notification);
      if (kept.length > mostKept) kept.shift();
      notification.show();
    });
  };
}
