import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  cashDifference,
  fingerprint,
  isLate,
  doubtOf,
  type DayClose,
  type DayView,
} from '../../../src/shared/payment/day-close';
import { missingSentence } from '../../../src/shared/payment/missing';
import { formatXof } from '../../../src/shared/payment/money';
import { utcOffsetMinutes } from '../../../src/shared/settings/settings';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

interface ClosesProps {
  /** The day whose closes are printed. */
  readonly view: DayView;
  /** Changes when a close is added, so that the list is read again. */
  readonly reload: number;
}

/** All closes, the newest first. */
export function Closes({ view, reload }: ClosesProps) {
  const { bridge, texts } = useShop();
  const words = texts.day.closes;
  const closes = useSignal<readonly DayClose[]>([]);
  const hasMore = useSignal(false);
  const fetchBefore = async (before: number | null): Promise<void> => {
    const reply = await bridge.invoke('listDayCloses', { before });
    if (!reply.ok) return;
    closes.value = before === null ? reply.value : [...closes.peek(), ...reply.value];
    hasMore.value = (closes.value.at(-1)?.number ?? 1) > 1;
  };
  useEffect(() => inBackground(fetchBefore(null)), [bridge, reload]);
  return (
    <section class="card day-closes" aria-labelledby="day-closes-title">
      <h3 id="day-closes-title" class="card-title">
        {words.title}
      </h3>
      {closes.value.length + view.missingCloses.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ol class="day-list">
          {withMissing(closes.value, view.missingCloses).map((close) =>
            typeof close === 'number' ? (
              <li key={close} class="day-closed">
                <p class="day-closed-head">
                  <strong>{words.number(close)}</strong>
                </p>
                <p class="day-incomplete">{words.gone}</p>
              </li>
            ) : (
              <CloseLine
                key={close.number}
                close={view.closes.find(({ number }) => number === close.number) ?? close}
                isOfDay={close.day === view.report.day}
              />
            ),
          )}
        </ol>
      )}
      {hasMore.value && (
        <button
          type="button"
          class="button day-press"
          onClick={() => inBackground(fetchBefore(closes.value.at(-1)?.number ?? null))}
        >
          {words.older}
        </button>
      )}
    </section>
  );
}

/**
 * Newest first, with the numbers of missing closes; missing ones older than the last shown appear with the next page.
 */
function withMissing(
  closes: readonly DayClose[],
  missing: readonly number[],
): readonly (DayClose | number)[] {
  const oldest = closes.at(-1)?.number ?? 0;
  const isAll = oldest <= 1 || closes.length === 0;
  const numberOf = (close: DayClose | number): number => (typeof close === 'number' ? close : close.number);
  return [...closes, ...missing.filter((number) => isAll || number > oldest)].sort(
    (one, other) => numberOf(other) - numberOf(one),
  );
}

function CloseLine({ close, isOfDay }: { readonly close: DayClose; readonly isOfDay: boolean }) {
  const { state, texts, when } = useShop();
  const words = texts.day.closes;
  const { run, busy, problem } = useCommand('printDayClose');
  const printed = useSignal(false);
  const { pair } = texts.window;
  const money = (amountXof: number): string => formatXof(amountXof, state.settings.language);
  const doubt = doubtOf(close);
  const difference = cashDifference(close);
  const facts = [
    words.closedBy(close.by, texts.payment.when.onDayAt(when.day(close.closedAt), when.time(close.closedAt))),
    isLate(close, utcOffsetMinutes[state.settings.country]) ? words.late : null,
    close.replaces === null ? null : words.replaces(close.replaces),
    close.countedCashXof === null ? null : pair(words.cash, money(close.countedCashXof)),
    close.expectedCashXof === undefined ? null : pair(words.expected, money(close.expectedCashXof)),
    difference === null ? null : pair(words.difference, money(difference)),
    pair(words.fingerprint, fingerprint(close)),
  ].filter((fact) => fact !== null);
  return (
    <li class={isOfDay ? 'day-closed' : 'day-closed day-closed-other'}>
      <p class="day-closed-head">
        <strong>{words.number(close.number)}</strong> <span>{when.dayName(close.day)}</span>{' '}
        <strong class="day-closed-total">{money(close.totals.received.amountXof)}</strong>
      </p>
      <p class={doubt === null ? 'soft' : 'day-incomplete'}>
        {doubt === null ? words.complete : doubt === 'lost' ? words.lost : words.incomplete}
      </p>
      {close.missing !== undefined && (
        <p class="day-incomplete">{missingSentence(close.missing, state.settings.language)}</p>
      )}
      {close.isChanged === true && <p class="day-incomplete">{words.changed}</p>}
      {close.isOfOtherPayments === true && <p class="day-incomplete">{words.otherPayments}</p>}
      <ul class="day-facts soft">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {state.settings.printer !== null && (
        <button
          type="button"
          class="button day-press"
          aria-disabled={busy.value}
          aria-label={pair(words.print, words.number(close.number))}
          onClick={() => {
            printed.value = false;
            if (!busy.value)
              inBackground(run({ number: close.number }).then(({ ok }) => (printed.value = ok)));
          }}
        >
          {words.print}
        </button>
      )}
      <p class={problem.value === null ? 'outcome' : 'outcome problem'} role="status">
        {problem.value ?? (printed.value ? words.printed : '')}
      </p>
    </li>
  );
}
