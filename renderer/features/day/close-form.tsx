import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DayView } from '../../../src/shared/day-close';
import { formatXof } from '../../../src/shared/money';
import { longestHelperName } from '../../../src/shared/settings';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';

interface CloseFormProps {
  readonly view: DayView;
  readonly isIncomplete: boolean;
  readonly onClosed: () => void;
}

/** Keeps the day's figures for good, under a number; asked twice, since nothing takes it back. */
export function CloseForm({ view, isIncomplete, onClosed }: CloseFormProps) {
  const { helper } = useWindow();
  const { state, texts } = useShop();
  const words = texts.day.close;
  const { run, busy, problem } = useCommand('closeDay');
  const by = useSignal(helper.name.value);
  const cash = useSignal('');
  const wrong = useSignal('');
  const isAsking = useSignal(false);
  const id = useId();
  if (!view.isOpen) return <p class="card card-good">{words.nothingNew}</p>;

  const typedCash = cash.value.replace(/[\s.]/g, '');
  const isCash = /^\d{0,9}$/.test(typedCash);
  const ask = (): void => {
    wrong.value = by.value.trim() === '' ? words.byMissing : isCash ? '' : words.cashMalformed;
    if (wrong.value === '') isAsking.value = true;
  };
  const close = async (): Promise<void> => {
    isAsking.value = false;
    const countedCashXof = typedCash === '' ? null : Number(typedCash);
    const reply = await run({ day: view.report.day, by: by.value, countedCashXof });
    if (reply.ok) onClosed();
  };
  return (
    <form
      class="card day-close"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) ask();
      }}
    >
      <h3>{words.title}</h3>
      <p class="soft">{view.closes.length === 0 ? words.intro : words.again}</p>
      <div class="day-fields">
        <label>
          {words.by}
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
        <label>
          <span>
            {words.cash} <span class="soft">{words.cashHint}</span>
          </span>
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            maxLength={15}
            value={cash.value}
            onInput={(event) => (cash.value = event.currentTarget.value)}
          />
        </label>
      </div>
      {isCash && typedCash !== '' && (
        <p>{words.withCash(formatXof(Number(typedCash), state.settings.language))}</p>
      )}
      <p class="problem" role="alert">
        {wrong.value || (problem.value ?? '')}
      </p>
      <button type="submit" class="button button-strong day-press" aria-disabled={busy.value}>
        {words.do}
      </button>
      {busy.value && <p role="status">{words.underWay}</p>}
      <ConfirmDialog
        open={isAsking.value}
        title={words.sureTitle}
        body={words.sureBody(isIncomplete)}
        yes={words.yes}
        no={words.no}
        onYes={() => void close()}
        onNo={() => (isAsking.value = false)}
      />
    </form>
  );
}
