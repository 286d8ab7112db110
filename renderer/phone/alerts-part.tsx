import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { phoneTexts } from '../../src/shared/texts/phone-texts';
import type { ScreenLanguage } from '../screen/screen-words';
import { inBackground } from '../state/in-background';
import type { Push, PushState } from './push';

interface AlertsPartProps {
  readonly push: Push;
  readonly language: ScreenLanguage;
}

/** Explains the purpose before the browser asks, and asks only when the button is touched. */
export function AlertsPart({ push, language }: AlertsPartProps) {
  const { alerts } = phoneTexts[language];
  const state = useSignal<PushState | null>(null);
  const become = (next: Promise<PushState>): void =>
    inBackground(
      next.then((known) => {
        state.value = known;
      }),
    );
  useEffect(() => become(push.state()), [push]);
  const present = state.value;
  if (present === null) return null;
  const isOn = present.kind === 'on';
  return (
    <section>
      <h2>{alerts.title}</h2>
      <p>{isOn ? alerts.isOn : alerts.reason}</p>
      {present.kind === 'impossible' && (
        <p class="warn">{present.why === 'home-first' ? alerts.homeFirst : alerts.notHere}</p>
      )}
      {present.kind === 'problem' && (
        <p class="warn" role="alert">
          {alerts[present.why]}
        </p>
      )}
      {present.kind !== 'impossible' && (
        <button
          type="button"
          class={isOn ? 'take-back' : 'hand-over'}
          onClick={() => become(isOn ? push.turnOff() : push.turnOn())}
        >
          {isOn ? alerts.turnOff : alerts.turnOn}
        </button>
      )}
    </section>
  );
}
