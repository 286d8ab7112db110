import { signal, type ReadonlySignal } from '@preact/signals';

/** True while somebody can be looking: the window is on the screen and has the focus. */
export function createAttention(page: Window): ReadonlySignal<boolean> {
  const look = (): boolean => page.document.visibilityState === 'visible' && page.document.hasFocus();
  const attention = signal(look());
  const update = (): void => {
    attention.value = look();
  };
  page.addEventListener('focus', update);
  page.addEventListener('blur', update);
  page.document.addEventListener('visibilitychange', update);
  return attention;
}
