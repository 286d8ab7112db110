import { useSignal, useSignalEffect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { Day } from '../../../src/shared/payment';
import { PaymentLine } from '../../parts/payment-line';
import { lookOf } from '../../parts/standing';
import { useShop } from '../../state/window-context';
import { DeafLine } from '../deaf/deaf-line';
import type { ListRow } from './list-row';
import { DayTotal } from './day-total';
import { isNarrow, type PaymentListing } from './payment-listing';
import { useWindowRows } from './use-window-rows';
import './payment-rows.css';

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
  const rows = useWindowRows(listing.count, coveredPx, (first, last) => {
    listing.show(first, last);
    onTop(first);
  });
  const active = useSignal(0);
  /** A row that was to be opened while it was not there yet. */
  const awaited = useSignal<number | null>(null);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useClosedDetailFocus(openId, list);
  const count = listing.count.value;

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
    <div ref={rows.box} class="all-rows" style={{ height: `${count * rows.rowHeightPx.value}px` }}>
      <div ref={rows.probe} class="all-rows-probe" aria-hidden="true" />
      <div
        ref={list}
        class="all-rows-list"
        role="listbox"
        tabIndex={0}
        aria-label={`${texts.payments.title}, ${texts.payments.order[listing.filter.value.order ?? 'newest']}`}
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
          showsTotals={!isNarrow(listing.filter.value)}
          onOpen={(index) => {
            active.value = index;
            awaited.value = index;
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
  readonly showsTotals: boolean;
  readonly onOpen: (index: number) => void;
}

function Slice({ listing, start, stop, active, openId, idPrefix, showsTotals, onOpen }: SliceProps) {
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
            data-day={row?.kind === 'day' ? row.day : undefined}
            onClick={() => onOpen(index)}
          >
            <RowContent row={row} showsTotals={showsTotals} />
          </div>
        );
      })}
    </>
  );
}

function classOf(row: ListRow | null): string {
  if (row === null) return 'row-loading';
  if (row.kind === 'day') return 'row-day';
  return row.kind === 'deaf' ? 'row-deaf-period' : `row-${lookOf(row.payment)}`;
}

/** The same words for the same row are not worked out again at each step of a scroll. */
function RowContent({ row, showsTotals }: { readonly row: ListRow | null; readonly showsTotals: boolean }) {
  return useMemo(() => {
    switch (row?.kind) {
      case undefined:
        return <LoadingRow />;
      case 'day':
        return <DayLine day={row.day} showsTotal={showsTotals} />;
      case 'deaf':
        return <DeafLine period={row.period} />;
      case 'payment':
        return <PaymentLine payment={row.payment} />;
    }
  }, [row, showsTotals]);
}

/** Of some of a day's payments only, its total would be taken for theirs. */
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

/** Closing the detail gives the focus back to the list, which the detail took it from. */
function useClosedDetailFocus(openId: string | null, list: { readonly current: HTMLElement | null }): void {
  const before = useRef(openId);
  useEffect(() => {
    if (before.current !== null && openId === null) list.current?.focus({ preventScroll: true });
    before.current = openId;
  }, [openId, list]);
}
