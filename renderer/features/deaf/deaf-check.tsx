import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { DeafPeriod } from '../../../src/shared/silence/hearing';
import { useCommand } from '../../state/use-command';
import { useShift } from '../../state/use-shift';
import { useShop, useWindow } from '../../state/window-context';
import { deafWhen } from './deaf-line';
import { inBackground } from '../../state/in-background';
import './deaf.css';

interface DeafCheckProps {
  /** Periods that are over and that nobody has checked yet. */
  readonly periods: readonly DeafPeriod[];
  readonly onClose: () => void;
  readonly onChecked?: (checked: NonNullable<DeafPeriod['checked']>) => void;
}

/** Asks who checked KKiaPay's dashboard for payments missed in these periods. */
export function DeafCheck({ periods, onClose, onChecked }: DeafCheckProps) {
  const shop = useShop();
  const words = shop.texts.deaf;
  const { run, busy, problem } = useCommand('markDeafPeriodsChecked');
  const dialog = useRef<HTMLDialogElement>(null);
  const { now } = useWindow();
  const by = useSignal(useShift()?.by ?? '');
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const save = async (): Promise<void> => {
    const ids = periods.map((period) => period.id);
    if (!(await run({ ids, by: by.value })).ok) return;
    onChecked?.({ by: by.value.trim(), at: new Date(now.value).toISOString() });
    onClose();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{words.dialog.title}</h2>
      <p>{words.dialog.body}</p>
      <ul class="deaf-list">
        {periods.map((period) => (
          <li key={period.id}>
            {shop.texts.window.pair(deafWhen(period, shop), words.causes[period.cause])}
          </li>
        ))}
      </ul>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) inBackground(save());
        }}
      >
        <label for={`${id}-by`}>{words.dialog.by}</label>
        <input
          id={`${id}-by`}
          type="text"
          autocomplete="name"
          maxLength={60}
          pattern=".*\S.*"
          required
          autofocus
          value={by.value}
          onInput={(event) => {
            by.value = event.currentTarget.value;
          }}
        />
        <p class="problem" role="alert">
          {problem.value}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {words.dialog.cancel}
          </button>
          <button type="submit" class="button button-strong" aria-disabled={busy.value}>
            {words.check}
          </button>
        </div>
      </form>
    </dialog>
  );
}
