import type { Notification } from 'electron';

/**
 * On Windows a notification may be clicked that an earlier run left in the centre, or whose object is gone: newer Electrons
 * tell of it here alone. They tell so of every click, and showing the window twice does no harm.
 */
export function onActivation(
  notifications: Partial<Pick<typeof Notification, 'handleActivation'>>,
  open: () => void,
): void {
  notifications.handleActivation?.(() => open());
}
