import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { inBackground } from '../../state/in-background';

/** The recorder is of use once: it comes when its screen does. */
export function Voice() {
  const recorder = useSignal<{ readonly Recorder: ComponentType } | null>(null);
  useEffect(() => inBackground(import('./recorder').then((found) => (recorder.value = found))), [recorder]);
  const found = recorder.value;
  return found && <found.Recorder />;
}
