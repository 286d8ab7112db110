import { useEffect, useRef } from 'preact/hooks';

/** For a part that is folded on the screen: on paper it cannot be unfolded. */
export function useUnfoldedOnPaper() {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const unfold = (): void => details.current?.setAttribute('open', '');
    window.addEventListener('beforeprint', unfold);
    return () => window.removeEventListener('beforeprint', unfold);
  }, []);
  return details;
}
