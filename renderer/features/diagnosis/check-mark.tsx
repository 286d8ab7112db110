import type { CheckState } from '../../../src/shared/diagnosis';

/** A disc, a triangle, an empty circle: told by the outline, colour only repeats it. */
const marks: Readonly<Record<CheckState, { readonly outline: string; readonly sign: string }>> = {
  good: { outline: 'M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21z', sign: 'm6.8 12.4 3.6 3.6 6.8-7.4' },
  look: { outline: 'M12 2 23 21.5H1z', sign: 'M12 8.5v6.3M12 18v.3' },
  unknown: { outline: 'M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z', sign: 'M7.5 12h9' },
};

export function CheckMark({ state }: { readonly state: CheckState }) {
  const { outline, sign } = marks[state];
  return (
    <svg class={`check-mark check-mark-${state}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="check-mark-outline" d={outline} />
      <path class="check-mark-sign" d={sign} />
    </svg>
  );
}
