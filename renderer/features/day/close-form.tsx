import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { DayDoubt, DayView } from '../../../src/shared/payment/day-close';
import { formatXof, typedXof } from '../../../src/shared/payment/money';
import { longestHelperName } from '../../../src/shared/settings/bounds';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useCommand } from '../../state/use-command';
import { useShift } from '../../state/use-shift';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

interface CloseFormProps {
  readonly view: DayView;
  readonly doubt: DayDoubt | null;
  readonly isPast: boolean;
  readonly onClosed: () => void;
}

/**
 * Closes the day: its figures are kept for good, under a number. It asks for confirmation, since a close cannot be
 * undone. Before that the provider is asked once more where possible; the person may go on without its answer.
 */
export function CloseForm({ view, doubt, isPast, onClosed }: CloseFormProps) {
  const { state, texts } = useShop();
  const words = texts.day.close;
  const closing = useClosing(view, onClosed);
  const { by, cash, expected, countedCashXof, wrong, problem, rechecked, isAsking, isBusy, isWaiting } =
    closing;
  if (!view.isOpen)
    return (
      <div class="card card-good">
        <p>{words.nothingNew}</p>
        <p class="outcome" role="status">
          {rechecked.value}
        </p>
      </div>
    );

  return (
    <form
      class="card day-close"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy.value && !isWaiting.value) closing.ask();
      }}
    >
      <h3>{words.title}</h3>
      <p class="soft">{view.closes.length === 0 ? words.intro : words.again}</p>
      {isPast && <p class="day-incomplete">{words.late}</p>}
      <div class="day-fields">
        <ByField by={by} />
        <CashField label={words.cash} hint={words.cashHint} typed={cash} />
        <CashField label={words.expected} hint={words.expectedHint} typed={expected} />
      </div>
      {typeof countedCashXof === 'number' && (
        <p>
          {words.withCash(
            formatXof(view.report.totals.received.amountXof, state.settings.language),
            formatXof(countedCashXof, state.settings.language),
            formatXof(countedCashXof + view.report.totals.received.amountXof, state.settings.language),
          )}
        </p>
      )}
      <p class="problem" role="alert">
        {wrong.value || (problem.value ?? '')}
      </p>
      <button
        type="submit"
        class="button button-strong day-press"
        aria-disabled={isBusy.value || isWaiting.value}
      >
        {words.do}
      </button>
      <p class="outcome" role="status">
        {isWaiting.value ? words.rechecking(state.verification.rechecking ?? 0) : rechecked.value}
      </p>
      {isWaiting.value && (
        <button type="button" class="button day-press" onClick={() => inBackground(closing.close())}>
          {words.withoutWaiting}
        </button>
      )}
      <ConfirmDialog
        open={isAsking.value}
        title={words.sureTitle}
        body={words.sureBody(doubt !== null, doubt === 'lost')}
        yes={words.yes}
        no={words.no}
        onYes={() => inBackground(closing.recheckFirst())}
        onNo={() => (isAsking.value = false)}
      />
    </form>
  );
}

/** The form's input and the steps to a close: confirm, check once more with the provider, close. */
function useClosing(view: DayView, onClosed: () => void) {
  const { state, texts } = useShop();
  const words = texts.day.close;
  const { run, busy, problem } = useCommand('closeDay');
  const recheck = useCommand('recheckDay');
  const by = useSignal(useShift()?.by ?? '');
  const cash = useSignal('');
  const expected = useSignal('');
  const wrong = useSignal('');
  const isAsking = useSignal(false);
  const rechecked = useSignal('');
  /** Set while a close waits for the provider; cleared by going on without the answer or by leaving. */
  const waiting = useRef<symbol | null>(null);
  const isWaiting = useSignal(false);
  useEffect(() => () => void (waiting.current = null), []);

  const countedCashXof = typedXof(cash.value);
  const expectedCashXof = typedXof(expected.value);
  const ask = (): void => {
    wrong.value =
      by.value.trim() === ''
        ? words.byMissing
        : countedCashXof === undefined || expectedCashXof === undefined
          ? words.cashMalformed
          : '';
    if (wrong.value === '') isAsking.value = true;
  };
  const recheckFirst = async (): Promise<void> => {
    isAsking.value = false;
    rechecked.value = '';
    if (state.verification.keys.length > 0) {
      const mine = Symbol('a close that waits');
      waiting.current = mine;
      isWaiting.value = true;
      const reply = await recheck.run({ day: view.report.day });
      if (waiting.current !== mine) return;
      if (reply.ok) rechecked.value = words.rechecked(reply.value.answered, reply.value.unanswered);
    }
    await close();
  };
  const close = async (): Promise<void> => {
    waiting.current = null;
    isWaiting.value = false;
    if (countedCashXof === undefined || expectedCashXof === undefined) return; // asked before
    const reply = await run({ day: view.report.day, by: by.value, countedCashXof, expectedCashXof });
    if (reply.ok) onClosed();
  };
  return {
    by,
    cash,
    expected,
    countedCashXof,
    wrong,
    problem,
    rechecked,
    isAsking,
    isWaiting,
    isBusy: busy,
    ask,
    recheckFirst,
    close,
  };
}

interface CashFieldProps {
  readonly label: string;
  readonly hint: string;
  /** As it was typed. */
  readonly typed: Signal<string>;
}

function CashField({ label, hint, typed }: CashFieldProps) {
  return (
    <label>
      <span>
        {label} <span class="soft">{hint}</span>
      </span>
      <input
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={15}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
    </label>
  );
}

/** Who closes; the shop's helpers are offered. */
function ByField({ by }: { readonly by: Signal<string> }) {
  const { state, texts } = useShop();
  const id = useId();
  return (
    <>
      <label>
        {texts.day.close.by}
        <input
          type="text"
          autocomplete="name"
          list={`${id}-helpers`}
          maxLength={longestHelperName}
          value={by.value}
          onInput={(event) => (by.value = event.currentTarget.value)}
        />
      </label>
      <datalist id={`${id}-helpers`}>
        {state.settings.helperNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
