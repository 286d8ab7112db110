import { isSameHelper } from '../../src/shared/payment/helper-name';
import { useId } from 'preact/hooks';
import { useShop, useWindow } from '../state/window-context';

/** Whose hands these are; asked only where the shop has given names. */
export function Who() {
  const { helper } = useWindow();
  const { state, texts } = useShop();
  const words = texts.claim;
  const id = useId();
  const names = state.settings.helperNames;
  if (names.length === 0) return null;
  const chosen = names.find((name) => isSameHelper(name, helper.name.value)) ?? '';
  return (
    <div class="who">
      <label for={id}>{words.who}</label>
      <select id={id} value={chosen} onChange={(event) => helper.choose(event.currentTarget.value)}>
        <option value="">{words.nobody}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
