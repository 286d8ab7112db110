import { computed, useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import { hrefOf } from '../../state/view';
import { useShop, useWindow } from '../../state/window-context';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { dayOf } from '../../../src/shared/calendar';
import { DeafCheck } from '../deaf/deaf-check';
import { instantOf, type ListRow } from './list-row';
import { PaymentDetail } from './payment-detail';
import { PaymentFilters } from './payment-filters';
import { FoundSumLine, PrintList } from './payments-found';
import { createPaymentListing, isByDay, type PaymentListing } from './payment-listing';
import { PaymentRows } from './payment-rows';
import { inBackground } from '../../state/in-background';
import './payments.css';

const stayMs = 1_000;

/** The history: a search, a list as long as the ledger, one payment in detail beside it. */
export function Payments({ paymentId }: { readonly paymentId: string | null }) {
  const { store, navigation } = useWindow();
  const { state } = useShop();
  const { bridge } = store;
  const offset = utcOffsetMinutes[state.settings.country];
  const listing = useMemo(
    () => createPaymentListing(bridge, (instant) => dayOf(instant, offset)),
    [bridge, offset],
  );
  const arrived = useSignal(0);
  const top = useSignal(0);
  const checking = useSignal<DeafPeriod | null>(null);
  const dayLine = useRef<HTMLParagraphElement>(null);
  const rows = useRef<HTMLDivElement>(null);

  const restart = (): void => {
    arrived.value = 0;
    listing.restart();
  };
  // Load at the start, before an empty screen is painted, and again whenever the store reloads everything.
  useLayoutEffect(() => store.reloads.subscribe(restart), [store, listing]);
  // Prepare the search files once somebody stays on this view, so that the first search need not wait for them.
  const prepareSearch = (): void => inBackground(bridge.invoke('prepareSearch', null));
  useEffect(() => {
    const timer = setTimeout(prepareSearch, stayMs);
    return () => clearTimeout(timer);
  }, [bridge]);
  useEffect(
    () =>
      bridge.on('payment', ({ payment, duplicate }) => {
        if (duplicate) listing.update({ kind: 'payment', payment });
        // A row that somebody points at must not move: new payments wait behind a button meanwhile.
        else if (top.peek() === 0 && rows.current?.matches(':hover, :focus-within') === false) restart();
        else arrived.value += 1;
      }),
    [bridge, listing],
  );

  const open = (row: ListRow): void => {
    if (row.kind === 'payment') navigation.go({ name: 'payments', paymentId: row.payment.id });
    else if (row.kind === 'deaf' && row.period.to !== null && row.period.checked === null)
      checking.value = row.period;
  };
  // Update the row of a deaf period when it begins, ends or is checked.
  const deaf = JSON.stringify(state.deafToday);
  const shownDeaf = useRef(deaf);
  useEffect(() => {
    if (shownDeaf.current !== deaf) restart();
    shownDeaf.current = deaf;
  }, [deaf]);

  return (
    <div class={paymentId === null ? 'payments' : 'payments payments-with-detail'}>
      <div class="payments-list">
        <Head listing={listing} />
        <div class="payments-bar">
          <PaymentFilters onEnter={prepareSearch} onChange={(filter) => listing.setFilter(filter)} />
          <FoundSumLine listing={listing} />
          <TopDay line={dayLine} listing={listing} top={top} offsetMinutes={offset} />
        </div>
        <ArrivedButton count={arrived.value} onShow={restart} />
        <div ref={rows} class="payments-rows">
          <PaymentRows
            listing={listing}
            openId={paymentId}
            coveredPx={() => Math.max(0, dayLine.current?.getBoundingClientRect().bottom ?? 0)}
            onOpen={open}
            onTop={(index) => {
              top.value = index;
            }}
          />
        </div>
        <ListEnd listing={listing} />
      </div>
      {checking.value !== null && (
        <DeafCheck
          periods={[checking.value]}
          onClose={() => (checking.value = null)}
          onChecked={(checked) => {
            if (checking.value !== null)
              listing.update({ kind: 'deaf', period: { ...checking.value, checked } });
          }}
        />
      )}
      {paymentId !== null && (
        <PaymentDetail
          key={paymentId}
          paymentId={paymentId}
          onClose={() => navigation.go({ name: 'payments', paymentId: null })}
        />
      )}
    </div>
  );
}

function Head({ listing }: { readonly listing: PaymentListing }) {
  const { texts } = useShop();
  return (
    <div class="payments-head">
      <h1>{texts.payments.title}</h1>
      <p class="payments-links">
        <a class="button button-quiet" href={hrefOf({ name: 'verify' })}>
          {texts.receipt.verify.open}
        </a>
        <a class="button button-quiet" href={hrefOf({ name: 'recovery' })}>
          {texts.recovery.open}
        </a>
      </p>
      <PrintList listing={listing} />
    </div>
  );
}

/** New payments wait behind it while somebody is busy in the list. */
function ArrivedButton({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const { texts } = useShop();
  if (count === 0) return null;
  return (
    <button
      type="button"
      class="button button-strong payments-arrived"
      onClick={() => {
        window.scrollTo({ top: 0 });
        onShow();
      }}
    >
      {texts.payments.arrived(count)}
    </button>
  );
}

interface TopDayProps {
  readonly line: RefObject<HTMLParagraphElement | null>;
  readonly listing: PaymentListing;
  /** The first row in sight. */
  readonly top: ReadonlySignal<number>;
  readonly offsetMinutes: number;
}

/** The day of the first visible row. Hidden from screen readers, which read the headings among the rows. */
function TopDay({ line, listing, top, offsetMinutes }: TopDayProps) {
  const { when } = useShop();
  // Runs at each step of a scroll, but redraws only for another day.
  const day = useMemo(
    () =>
      computed(() => {
        const first = listing.row(Math.min(top.value, listing.count.value - 1));
        // A list ordered by amount has no day headings.
        const at = first === null || !isByDay(listing.filter.value) ? null : instantOf(first);
        return at === null ? null : dayOf(at, offsetMinutes);
      }),
    [listing, top, offsetMinutes],
  );
  return (
    <p ref={line} class="payments-day" aria-hidden="true">
      {day.value !== null && when.dayName(day.value)}
    </p>
  );
}

function ListEnd({ listing }: { readonly listing: PaymentListing }) {
  const words = useShop().texts.payments;
  const isFiltered = Object.keys(listing.filter.value).length > 0;
  const endWords = (): string => {
    if (!listing.ready.value) return words.loading;
    if (listing.count.value === 0) return isFiltered ? words.noneFound : words.none;
    if (listing.end.value === 'too-far') return words.tooFar;
    return listing.end.value === 'reached' && !isFiltered ? words.end : '';
  };
  return (
    <p class="soft payments-end" role="status">
      {listing.problem.value ?? endWords()}
    </p>
  );
}
