import { isSameHelper } from '../../src/shared/payment/helper-name';
import { useShop, useWindow } from '../state/window-context';
import { Choice } from './choice';

/** Whose hands these are now, handed over with one touch; asked only where the shop has given names. */
export function Who() {
  const { helper } = useWindow();
  const { state, texts } = useShop();
  const words = texts.claim;
  const names = state.settings.helperNames;
  if (names.length === 0) return null;
  const chosen = names.find((name) => isSameHelper(name, helper.name.value)) ?? '';
  return (
    <section class="card who">
      <Choice
        title={words.who}
        options={[...names, ''].map((name) => ({ value: name, label: name === '' ? words.nobody : name }))}
        value={chosen}
        onChange={(name) => helper.choose(name)}
      />
    </section>
  );
}
