import { useComputed, useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useCallback, useEffect, useId, useRef } from 'preact/hooks';
import type { Day } from '../../../src/shared/payment/payment';
import { PaymentLine } from '../../parts/payment-line';
import { effectiveStatus } from '../../parts/effective-status';
import { useShop } from '../../state/window-context';
import { DeafLine } from '../deaf/deaf-line';
import type { ListRow } from './list-row';
import { DayTotal } from './day-total';
import { isByDay, isNarrow, type PaymentListing } from './payment-listing';
import { useWindowRows, type WindowRows } from './use-window-rows';
import './payment-rows.css';

interface PaymentRowsProps {
  readonly listing: PaymentListing;
  readonly openId: string | null;
  /** The height of what sticks to the top of the window and would hide a row. */
  readonly coveredPx: () => number;
  readonly onOpen: (row: ListRow) => void;
  /** The first row in sight, for the heading that names its day. */
  readonly onTop: (index: number) => void;
}

/**
 * The visible rows, in a box as tall as all of them. It is one stop for the Tab key: the focus stays on the list and the
 * arrows move inside it, so that it is not lost when a row scrolls out and is removed.
 */
export function PaymentRows({ listing, openId, coveredPx, onOpen, onTop }: PaymentRowsProps) {
  const { texts } = useShop();
  const rows = useWindowRows(listing.count, coveredPx, (first, last) => {
    listing.show(first, last);
    onTop(first);
  });
  const active = useSignal(0);
  /** A row that was asked to open before it was loaded. */
  const awaited = useSignal<number | null>(null);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useClosedDetailFocus(openId, list);
  const count = listing.count.value;
  // A row out of sight is not in the document and cannot be referenced, as before the first rows load or after
  // scrolling away.
  const activeRow = useComputed(() => {
    const isDrawn =
      active.value >= rows.start.value && active.value < Math.min(listing.count.value, rows.stop.value);
    return isDrawn ? `${id}-${active.value}` : undefined;
  });

  useSignalEffect(() => {
    const row = awaited.value === null ? null : listing.row(awaited.value);
    if (row === null) return;
    awaited.value = null;
    onOpen(row);
  });
  const move = (to: number): void => {
    awaited.value = null;
    active.value = Math.max(0, Math.min(count - 1, to));
    rows.reveal(active.value);
  };
  const inSight = (): number =>
    Math.max(1, Math.floor(window.innerHeight / (rows.rowHeightPx.peek() || 1)) - 3);
  const openAt = useCallback(
    (index: number) => {
      active.value = index;
      awaited.value = index;
    },
    [active, awaited],
  );
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
    if (target !== undefined) move(target);
    else if (event.key === 'Enter' || event.key === ' ') awaited.value = active.value;
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={rows.box}
      class={isByDay(listing.filter.value) && count > 0 ? 'all-rows all-rows-by-day' : 'all-rows'}
      style={{ height: `${count * rows.rowHeightPx.value}px` }}
    >
      <div ref={rows.probe} class="all-rows-probe" aria-hidden="true" />
      <div
        ref={list}
        class="all-rows-list"
        role="listbox"
        tabIndex={0}
        aria-label={`${texts.payments.title}, ${texts.payments.order[listing.filter.value.order ?? 'newest']}`}
        aria-activedescendant={activeRow}
        onKeyDown={onKeyDown}
      >
        <Slice listing={listing} rows={rows} active={active} openId={openId} idPrefix={id} onOpen={openAt} />
      </div>
    </div>
  );
}

interface SliceProps {
  readonly listing: PaymentListing;
  readonly rows: WindowRows;
  readonly active: ReadonlySignal<number>;
  readonly openId: string | null;
  readonly idPrefix: string;
  readonly onOpen: (index: number) => void;
}

function Slice({ listing, rows, active, openId, idPrefix, onOpen }: SliceProps) {
  const count = listing.count.value;
  const start = rows.start.value;
  const stop = Math.min(count, rows.stop.value);
  const setSize = listing.end.value === 'reached' ? count : -1;
  const showsTotals = !isNarrow(listing.filter.value);
  const indexes = Array.from({ length: Math.max(0, stop - start) }, (_, offset) => start + offset);
  return (
    <>
      {indexes.map((index) => {
        const row = listing.row(index);
        return (
          <Row
            key={index}
            id={`${idPrefix}-${index}`}
            row={row}
            index={index}
            topPx={index * rows.rowHeightPx.value}
            setSize={setSize}
            active={active}
            isOpen={row?.kind === 'payment' && row.payment.id === openId}
            showsTotals={showsTotals}
            onOpen={onOpen}
          />
        );
      })}
    </>
  );
}

interface RowProps {
  readonly id: string;
  /** Null while it is loading. */
  readonly row: ListRow | null;
  readonly index: number;
  readonly topPx: number;
  readonly setSize: number;
  /** Read the signal here, so that only this component is drawn again when it changes. */
  readonly active: ReadonlySignal<number>;
  readonly isOpen: boolean;
  readonly showsTotals: boolean;
  readonly onOpen: (index: number) => void;
}

function Row({ id, row, index, topPx, setSize, active, isOpen, showsTotals, onOpen }: RowProps) {
  return (
    // The list itself handles the keys: see above.
    <div
      id={id}
      class={`row ${classOf(row)}${index === active.value ? ' row-active' : ''}`}
      role="option"
      aria-posinset={index + 1}
      aria-setsize={setSize}
      aria-selected={isOpen}
      data-payment={row?.kind === 'payment' ? row.payment.id : undefined}
      data-deaf={row?.kind === 'deaf' ? row.period.id : undefined}
      data-day={row?.kind === 'day' ? row.day : undefined}
      // A row keeps its position, so that the browser scrolls the painted row instead of painting it again.
      style={{ top: `${topPx}px` }}
      onClick={() => onOpen(index)}
    >
      <RowContent row={row} showsTotals={showsTotals} />
    </div>
  );
}

function classOf(row: ListRow | null): string {
  if (row === null) return 'row-loading';
  if (row.kind === 'day') return 'row-day';
  return row.kind === 'deaf' ? 'row-deaf-period' : `row-${effectiveStatus(row.payment)}`;
}

function RowContent({ row, showsTotals }: Pick<RowProps, 'row' | 'showsTotals'>) {
  switch (row?.kind) {
    case undefined:
      return <LoadingRow />;
    case 'day':
      return <DayLine day={row.day} showsTotal={showsTotals} />;
    case 'deaf':
      return <DeafLine period={row.period} />;
    case 'payment':
      return <PaymentLine payment={row.payment} showsClaim />;
  }
}

/** Beside only some of a day's payments, the day's total would look like their sum. */
function DayLine({ day, showsTotal }: { readonly day: Day; readonly showsTotal: boolean }) {
  const { when } = useShop();
  return (
    <>
      <span class="day-name">{when.dayName(day)}</span> {showsTotal && <DayTotal day={day} />}
    </>
  );
}

function LoadingRow() {
  return <span class="soft">{useShop().texts.payments.loading}</span>;
}

/** Closing the detail returns the focus to the list. */
function useClosedDetailFocus(openId: string | null, list: { readonly current: HTMLElement | null }): void {
  const before = useRef(openId);
  useEffect(() => {
    if (before.current !== null && openId === null) list.current?.focus({ preventScroll: true });
    before.current = openId;
  }, [openId, list]);
}
