import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { longestPin, shortestPin } from '../../../src/shared/settings/bounds';
import { lockDelaysMinutes, type LockDelayMinutes } from '../../../src/shared/settings/bounds';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';
import { Choice } from '../../parts/choice';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { PinField } from './pin-field';
import { inBackground } from '../../state/in-background';
import './owner.css';

/** Sets, changes, removes the owner's PIN, and says when it locks by itself. */
export function PinSettings({ onChange }: { readonly onChange: (change: PreferencesChange) => void }) {
  const { state, texts } = useShop();
  const words = texts.owner.settings;
  const id = useId();
  const doing = useSignal<'set' | 'remove' | null>(null);
  const done = (): void => {
    doing.value = null;
  };
  const isSet = state.access.kind !== 'open';
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id} class="settings-group-title">
        {words.title}
      </h2>
      <p>{isSet ? words.isSet : words.none}</p>
      {doing.value === 'set' && <SetPin isSet={isSet} onDone={done} />}
      {doing.value === 'remove' && <RemovePin onDone={done} />}
      {doing.value === null && (
        <div class="notice-actions">
          <button type="button" class="button" onClick={() => (doing.value = 'set')}>
            {isSet ? words.change : words.set}
          </button>
          {isSet && (
            <button type="button" class="button" onClick={() => (doing.value = 'remove')}>
              {words.remove}
            </button>
          )}
        </div>
      )}
      {isSet && (
        <Choice
          title={words.lockAfter}
          hint={words.lockAfterHint}
          options={lockDelaysMinutes.map((minutes) => ({
            value: `${minutes}`,
            label: words.minutes(minutes),
          }))}
          value={`${state.settings.lockAfterMinutes}`}
          onChange={(value) => onChange({ lockAfterMinutes: minutesOf(value) })}
        />
      )}
    </section>
  );
}

function minutesOf(value: string): LockDelayMinutes {
  return lockDelaysMinutes.find((minutes) => `${minutes}` === value) ?? 5;
}

function SetPin({ isSet, onDone }: { readonly isSet: boolean; readonly onDone: () => void }) {
  const { state, texts } = useShop();
  const words = texts.owner.settings;
  const { run, busy, problem } = useCommand('setPin');
  const mistake = useSignal<string | null>(null);
  const current = useSignal('');
  const next = useSignal('');
  const again = useSignal('');
  const save = async (): Promise<void> => {
    const wellFormed = new RegExp(`^\\d{${shortestPin},${longestPin}}$`).test(next.value);
    mistake.value = !wellFormed ? words.malformed : next.value !== again.value ? words.differ : null;
    if (mistake.value !== null) return;
    const reply = await run({ current: isSet ? current.value : null, pin: next.value });
    if (reply.ok) onDone();
  };
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) inBackground(save());
      }}
    >
      {isSet && <PinField label={words.current} value={current} autofocus />}
      <PinField
        label={words.next}
        hint={state.settings.secretsInPlain ? words.nextHintPlain : words.nextHint}
        value={next}
        autofocus={!isSet}
      />
      <PinField label={words.again} value={again} />
      <PinActions yes={isSet ? words.change : words.set} busy={busy.value} onCancel={onDone} />
      <p class="problem" role="alert">
        {mistake.value ?? problem.value ?? ''}
      </p>
    </form>
  );
}

function RemovePin({ onDone }: { readonly onDone: () => void }) {
  const words = useShop().texts.owner.settings;
  const { run, busy, problem } = useCommand('removePin');
  const current = useSignal('');
  const remove = async (): Promise<void> => {
    if ((await run({ current: current.value })).ok) onDone();
  };
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) inBackground(remove());
      }}
    >
      <PinField label={words.current} value={current} autofocus />
      <PinActions yes={words.remove} busy={busy.value} onCancel={onDone} />
      <p class="problem" role="alert">
        {problem.value ?? ''}
      </p>
    </form>
  );
}

interface PinActionsProps {
  readonly yes: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

function PinActions({ yes, busy, onCancel }: PinActionsProps) {
  return (
    <div class="notice-actions">
      <button type="submit" class="button button-strong" aria-disabled={busy}>
        {yes}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {useShop().texts.owner.settings.cancel}
      </button>
    </div>
  );
}
