import type { PaymentStatus } from '../../src/shared/payment/payment';

/** Own line drawings on a 24-unit grid; colour and size come from the text around them. */
const drawings = {
  counter: 'M4 20V10l8-6 8 6v10M9 20v-6h6v6',
  payments: 'M4 6h16M4 12h16M4 18h10',
  report: 'M5 20v-6M10 20V9M15 20v-8M20 20V4',
  refusals: 'M12 3 4 6v6c0 4.5 3.2 7.6 8 9 4.8-1.4 8-4.5 8-9V6zM9.5 9.5l5 5M14.5 9.5l-5 5',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  done: 'm5 12.5 4.5 4.5L19 7.5',
  sound: 'M4 10v4h3.5L12 18V6L7.5 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20.5 20.5',
  hand: 'M4 11h11l-3-3M15 11l-3 3M4 6h9M4 16h9M18 5v14',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  unlocked: 'M6 11h12v9H6zM8.5 11V7a3.5 3.5 0 0 1 6.8-1.2',
  close: 'M6 6l12 12M18 6 6 18',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM9.5 9.8a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.100.8-1.100 1.800M12 17v.100',
  folder: 'M3 6h6l2 2.500h10V19H3z',
  save: 'M12 4v11M7.500 10.500 12 15l4.500-4.500M4 20h16',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}

/** What a mark shows; `unknown`: this computer cannot tell. */
type Told = PaymentStatus | 'unknown';

/**
 * Each status has its own shape: a disc, a struck octagon, a triangle, an empty ring. Colour only repeats the shape.
 */
const marks: Readonly<Record<Told, { readonly outline: string; readonly sign: string }>> = {
  success: {
    outline: 'M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21z',
    sign: 'm6.8 12.4 3.6 3.6 6.8-7.4',
  },
  failed: { outline: 'M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z', sign: 'm8 8 8 8M16 8l-8 8' },
  check: { outline: 'M12 2 23 21.5H1z', sign: 'M12 8.5v6.3M12 18v.300' },
  unknown: { outline: 'M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z', sign: 'M7.5 12h9' },
};

export function StatusMark({ status }: { readonly status: Told }) {
  const { outline, sign } = marks[status];
  return (
    <svg class={`status-mark status-mark-${status}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="status-mark-outline" d={outline} />
      <path class="status-mark-sign" d={sign} />
    </svg>
  );
}
