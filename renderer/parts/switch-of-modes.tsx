import type { Signal } from '@preact/signals';
import { modes, type Mode } from '../../src/shared/payment/payment';
import { useShop } from '../state/window-context';
import { Choice } from './choice';

/** Real payments or tests: one switch, real ones first. */
export function SwitchOfModes({ mode }: { readonly mode: Signal<Mode> }) {
  const words = useShop().texts.setup.mode;
  return (
    <Choice
      title={words.legend}
      titleHidden
      options={modes.map((value) => ({ value, label: words[value] }))}
      value={mode.value}
      onChange={(value) => {
        mode.value = value;
      }}
    />
  );
}
