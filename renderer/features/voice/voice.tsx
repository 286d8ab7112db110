import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { inBackground } from '../../state/in-background';

/** Most shops never open the recorder, so it is loaded with its screen. */
export function Voice() {
  const recorder = useSignal<{ readonly Recorder: ComponentType } | null>(null);
  useEffect(() => inBackground(import('./recorder').then((found) => (recorder.value = found))), [recorder]);
  const found = recorder.value;
  return found && <found.Recorder />;
}
