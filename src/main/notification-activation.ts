import type { Notification } from 'electron';

/**
 * On Windows a person may click a notification from an earlier run, or one whose object is gone. Newer Electrons report
 * that only here. They report every click here, and showing the window twice does no harm.
 */
export function onActivation(
  notifications: Partial<Pick<typeof Notification, 'handleActivation'>>,
  open: () => void,
): void {
  notifications.handleActivation?.(() => open());
}
