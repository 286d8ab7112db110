import { useLayoutEffect } from 'preact/hooks';
import { useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/**
 * Keys that work on any view, also while typing: they write no character, and browsers do not use them. F2 repeats the
 * last payment, F4 goes to the box for "the customer says they paid", F8 says the day's total to the owner.
 */
export function useShopKeys(): void {
  const { store, navigation } = useWindow();
  const { bridge } = store;
  // Before painting, so that a key pressed at first sight of the window works.
  useLayoutEffect(() => {
    const ofKey: Readonly<Record<string, () => void>> = {
      F2: () => inBackground(bridge.invoke('replayLast', null)),
      F4: () => {
        navigation.go({ name: 'counter', at: 'paid' });
        // The view is already shown: do not draw it again. What was typed for the customer before gives way.
        const field = document.querySelector<HTMLInputElement>('[data-paid-field]');
        field?.focus();
        field?.select();
      },
      F8: () => inBackground(bridge.invoke('sayDayTotal', null)),
    };
    const onKey = (event: KeyboardEvent): void => {
      const act = ofKey[event.key];
      // Alt+F4 closes the window, and the system keeps other combinations.
      if (act === undefined || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge, navigation]);
}
