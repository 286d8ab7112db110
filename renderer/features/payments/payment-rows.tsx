import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { PaymentLine } from '../../parts/payment-line';
import { lookOf } from '../../parts/standing';
import { useShop } from '../../state/window-context';
import { DeafLine } from '../deaf/deaf-line';
import type { ListRow } from './list-row';
import type { PaymentListing } from './payment-listing';
import { useWindowRows } from './use-window-rows';

interface PaymentRowsProps {
  readonly listing: PaymentListing;
  readonly openId: string | null;
  /** What sticks to the top of the window and would hide a row. */
  readonly coveredPx: () => number;
  readonly onOpen: (row: ListRow) => void;
  /** The first row in sight, for whoever names its day. */
  readonly onTop: (index: number) => void;
}

/**
 * The rows in sight, in a box as tall as all of them. One stop for the Tab key: the focus stays on the list and the
 * arrows move inside it, so that it is not lost when a row scrolls out and is taken away.
 */
export function PaymentRows({ listing, openId, coveredPx, onOpen, onTop }: PaymentRowsProps) {
  const { texts } = useShop();
  const rows = useWindowRows(listing.count, (first, last) => {
    listing.show(first, last);
    onTop(first);
  });
  const active = useSignal(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useClosedDetailFocus(openId, list);
  const count = listing.count.value;

  const move = (to: number): void => {
    active.value = Math.max(0, Math.min(count - 1, to));
    rows.reveal(active.value, coveredPx());
  };
  const inSight = (): number =>
    Math.max(1, Math.floor(window.innerHeight / (rows.rowHeightPx.peek() || 1)) - 3);
  const onKeyDown = (event: KeyboardEvent): void => {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active.value + 1,
      ArrowUp: active.value - 1,
      PageDown: active.value + inSight(),
      PageUp: active.value - inSight(),
      Home: 0,
      End: count - 1,
    };
    const target = targets[event.key];
    const row = listing.row(active.value);
    if (target !== undefined) move(target);
    else if ((event.key === 'Enter' || event.key === ' ') && row !== null) onOpen(row);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={rows.box} class="all-rows" style={{ height: `${count * rows.rowHeightPx.value}px` }}>
      <div ref={rows.probe} class="all-rows-probe" aria-hidden="true" />
      <div
        ref={list}
        class="all-rows-list"
        role="listbox"
        tabIndex={0}
        aria-label={texts.payments.list}
        aria-activedescendant={`${id}-${active.value}`}
        onKeyDown={onKeyDown}
        style={{ transform: `translateY(${rows.start.value * rows.rowHeightPx.value}px)` }}
      >
        <Slice
          listing={listing}
          start={rows.start.value}
          stop={Math.min(count, rows.stop.value)}
          active={active}
          openId={openId}
          idPrefix={id}
          onOpen={(index, row) => {
            active.value = index;
            onOpen(row);
          }}
        />
      </div>
    </div>
  );
}

interface SliceProps {
  readonly listing: PaymentListing;
  readonly start: number;
  readonly stop: number;
  readonly active: ReadonlySignal<number>;
  readonly openId: string | null;
  readonly idPrefix: string;
  readonly onOpen: (index: number, row: ListRow) => void;
}

function Slice({ listing, start, stop, active, openId, idPrefix, onOpen }: SliceProps) {
  const setSize = listing.end.value === 'reached' ? listing.count.value : -1;
  const indexes = Array.from({ length: Math.max(0, stop - start) }, (_, offset) => start + offset);
  return (
    <>
      {indexes.map((index) => {
        const row = listing.row(index);
        const payment = row?.kind === 'payment' ? row.payment : null;
        return (
          // The list itself takes the keys: see above.
          <div
            key={index}
            id={`${idPrefix}-${index}`}
            class={`row ${classOf(row)}${index === active.value ? ' row-active' : ''}`}
            role="option"
            aria-posinset={index + 1}
            aria-setsize={setSize}
            aria-selected={payment !== null && payment.id === openId}
            data-payment={payment?.id}
            data-deaf={row?.kind === 'deaf' ? row.period.id : undefined}
            onClick={() => row !== null && onOpen(index, row)}
          >
            <RowContent row={row} />
          </div>
        );
      })}
    </>
  );
}

function classOf(row: ListRow | null): string {
  if (row === null) return 'row-loading';
  return row.kind === 'deaf' ? 'row-deaf-period' : `row-${lookOf(row.payment)}`;
}

/** The same words for the same row are not worked out again at each step of a scroll. */
function RowContent({ row }: { readonly row: ListRow | null }) {
  return useMemo(() => {
    if (row === null) return <LoadingRow />;
    return row.kind === 'deaf' ? <DeafLine period={row.period} /> : <PaymentLine payment={row.payment} />;
  }, [row]);
}

function LoadingRow() {
  return <span class="soft">{useShop().texts.payments.loading}</span>;
}

/** Closing the detail gives the focus back to the list, which the detail took it from. */
function useClosedDetailFocus(openId: string | null, list: { readonly current: HTMLElement | null }): void {
  const before = useRef(openId);
  useEffect(() => {
    if (before.current !== null && openId === null) list.current?.focus({ preventScroll: true });
    before.current = openId;
  }, [openId, list]);
}
