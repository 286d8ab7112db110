import { useEffect } from 'preact/hooks';
import { useWindow } from '../../state/window-context';

/** F2 on any screen, also while typing: a key that writes nothing and that no browser keeps for itself. */
export function useReplayKey(): void {
  const { bridge } = useWindow().store;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F2' || event.repeat) return;
      event.preventDefault();
      void bridge.invoke('replayLast', null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge]);
}
