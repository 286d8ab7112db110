import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import {
  paymentOrders,
  type Mode,
  type PaymentOrder,
  type PaymentStatus,
} from '../../../src/shared/payment/payment';
import { Choice } from '../../parts/choice';
import { Icon } from '../../parts/icon';
import { useShop } from '../../state/window-context';
import type { PaymentFilter } from './payment-listing';
import './payment-filters.css';

/** Wait this long after a keystroke before searching: too short to notice. */
const typingMs = 80;
const statuses = ['all', 'success', 'failed', 'check'] as const;
const claims = ['all', 'yes', 'no'] as const;
const moneys = ['all', 'live', 'sandbox'] as const;

/** What the controls show; an empty text is no limit. */
interface Draft {
  readonly text: string;
  readonly status: PaymentStatus | 'all';
  readonly mode: Mode | 'all';
  readonly from: string;
  readonly to: string;
  readonly claimed: 'all' | 'yes' | 'no';
  readonly method: string;
  readonly minXof: string;
  readonly maxXof: string;
  readonly order: PaymentOrder;
}
const everything: Draft = {
  text: '',
  status: 'all',
  mode: 'all',
  from: '',
  to: '',
  claimed: 'all',
  method: '',
  minXof: '',
  maxXof: '',
  order: 'newest',
};

/** One search box and one row for the outcome; the other filters stay hidden until asked for. */
export function PaymentFilters({
  onEnter,
  onChange,
}: {
  /** The focus is in the filters: a search may follow. */
  readonly onEnter: () => void;
  readonly onChange: (filter: PaymentFilter) => void;
}) {
  const words = useShop().texts.payments;
  const id = useId();
  const draft = useSignal(everything);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (over: Partial<Draft>, afterMs = 0): void => {
    draft.value = { ...draft.value, ...over };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(filterOf(draft.peek())), afterMs);
  };
  const { text, status } = draft.value;

  return (
    <form class="filters" role="search" onFocusIn={onEnter} onSubmit={(event) => event.preventDefault()}>
      <div class="filters-search">
        <Icon name="search" />
        <label class="visually-hidden" for={`${id}-text`}>
          {words.search}
        </label>
        <input
          id={`${id}-text`}
          type="search"
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          placeholder={words.searchHint}
          value={text}
          onInput={(event) => change({ text: event.currentTarget.value }, typingMs)}
        />
      </div>
      <Choice
        title={words.status.legend}
        titleHidden
        options={statuses.map((value) => ({ value, label: words.status[value] }))}
        value={status}
        onChange={(value) => change({ status: value })}
      />
      <MoreFilters draft={draft.value} onChange={change} />
      {Object.keys(filterOf(draft.value)).length > 0 && (
        <button type="button" class="button button-quiet" onClick={() => change(everything)}>
          {words.clearFilters}
        </button>
      )}
    </form>
  );
}

interface DraftProps {
  readonly draft: Draft;
  readonly onChange: (over: Partial<Draft>, afterMs?: number) => void;
}

function MoreFilters({ draft, onChange }: DraftProps) {
  const { texts } = useShop();
  const words = texts.payments;
  const { mode, from, to, claimed, method, order } = draft;
  return (
    <details class="filters-more">
      <summary>{words.moreFilters}</summary>
      <div class="filters-folded">
        <Choice
          title={words.mode.legend}
          titleHidden
          options={moneys.map((value) => ({ value, label: words.mode[value] }))}
          value={mode}
          onChange={(value) => onChange({ mode: value })}
        />
        <Choice
          title={words.claimed.legend}
          titleHidden
          options={claims.map((value) => ({ value, label: words.claimed[value] }))}
          value={claimed}
          onChange={(value) => onChange({ claimed: value })}
        />
        <select
          aria-label={words.method.legend}
          value={method}
          onChange={(event) => onChange({ method: event.currentTarget.value })}
        >
          <option value="">{words.method.all}</option>
          {Object.entries(texts.payment.methods).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <AmountRange draft={draft} onChange={onChange} />
        <select
          aria-label={words.order.legend}
          value={order}
          onChange={(event) => onChange({ order: orderOf(event.currentTarget.value) })}
        >
          {paymentOrders.map((value) => (
            <option key={value} value={value}>
              {words.order[value]}
            </option>
          ))}
        </select>
        <label>
          {words.period.from}{' '}
          <input
            type="date"
            value={from}
            max={to}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
        </label>
        <label>
          {words.period.to}{' '}
          <input
            type="date"
            value={to}
            min={from}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </label>
      </div>
    </details>
  );
}

function AmountRange({ draft: { minXof, maxXof }, onChange }: DraftProps) {
  const words = useShop().texts.payments;
  const id = useId();
  return (
    <span class="filters-range">
      <label for={`${id}-min`}>{words.amount.from}</label>
      <input
        id={`${id}-min`}
        type="text"
        inputMode="numeric"
        value={minXof}
        onInput={(event) => onChange({ minXof: event.currentTarget.value }, typingMs)}
      />
      <label for={`${id}-max`}>{words.amount.to}</label>
      <input
        id={`${id}-max`}
        type="text"
        inputMode="numeric"
        value={maxXof}
        onInput={(event) => onChange({ maxXof: event.currentTarget.value }, typingMs)}
      />
    </span>
  );
}

function orderOf(value: string): PaymentOrder {
  return paymentOrders.find((order) => order === value) ?? 'newest';
}

/** "43 500 F" as a shop writes it; null where it is no amount. */
function amountOf(text: string): number | null {
  const digits = text.replace(/\D/g, '');
  return digits === '' || digits.length > 9 ? null : Number(digits);
}

function filterOf(draft: Draft): PaymentFilter {
  const { text, status, mode, from, to, claimed, method, order } = draft;
  const [minXof, maxXof] = [amountOf(draft.minXof), amountOf(draft.maxXof)];
  return {
    ...(claimed === 'all' ? {} : { claimed: claimed === 'yes' }),
    ...(method === '' ? {} : { method }),
    ...(minXof === null ? {} : { minXof }),
    ...(maxXof === null ? {} : { maxXof }),
    ...(order === 'newest' ? {} : { order }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(status === 'all' ? {} : { status }),
    ...(mode === 'all' ? {} : { mode }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}
