import { batch, useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Rows rendered above and below those in sight, so that a fast scroll does not show blanks. */
const overscan = 12;
/** The first rendered row moves in steps: most scroll events then render nothing at all. */
const step = 4;

export interface WindowRows {
  /** The box as tall as all rows together. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** An empty row, to measure the height with the reader's own font size. */
  readonly probe: RefObject<HTMLDivElement | null>;
  readonly rowHeightPx: ReadonlySignal<number>;
  readonly start: ReadonlySignal<number>;
  readonly stop: ReadonlySignal<number>;
  /** Scrolls as little as needed to show the row. */
  reveal(index: number): void;
}

/** Which of `count` rows of equal height are visible while the page scrolls; `coveredPx` is what sticks to its top. */
export function useWindowRows(
  count: ReadonlySignal<number>,
  coveredPx: () => number,
  onShow: (first: number, last: number) => void,
): WindowRows {
  const box = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const rowHeightPx = useSignal(0);
  const start = useSignal(0);
  const stop = useSignal(0);
  const covered = useRef(coveredPx);
  covered.current = coveredPx;
  const show = useRef(onShow);
  show.current = onShow;

  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      if (box.current === null || probe.current === null) return;
      const height = probe.current.getBoundingClientRect().height;
      const above = -box.current.getBoundingClientRect().top;
      if (height === 0) return;
      const first = Math.max(0, Math.floor((above + covered.current()) / height));
      const last = Math.max(0, Math.floor((above + window.innerHeight) / height));
      batch(() => {
        rowHeightPx.value = height;
        start.value = Math.max(0, Math.floor((first - overscan) / step) * step);
        stop.value = Math.ceil((last + overscan) / step) * step;
      });
      show.current(Math.min(first, count.peek()), last);
    };
    const later = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const resizes = new ResizeObserver(later);
    if (probe.current !== null) resizes.observe(probe.current);
    if (box.current !== null) resizes.observe(box.current);
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    look();
    return () => {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [count, rowHeightPx, start, stop]);

  return {
    box,
    probe,
    rowHeightPx,
    start,
    stop,
    reveal(index) {
      if (box.current === null) return;
      const height = rowHeightPx.peek();
      const y = box.current.getBoundingClientRect().top + index * height;
      const free = covered.current();
      if (y < free) window.scrollBy({ top: y - free });
      else if (y + height > window.innerHeight) window.scrollBy({ top: y + height - window.innerHeight });
    },
  };
}
