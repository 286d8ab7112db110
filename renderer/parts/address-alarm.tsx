import { mainProvider } from '../../src/shared/providers/providers';
import { useShop } from '../state/window-context';
import { CopyButton } from './copy-button';

/** The public address is another one than KKiaPay calls: loud on every screen, until a call arrives on the new one. */
export function AddressAlarm() {
  const { state, texts } = useShop();
  if (state.addressChange === null) return null;
  const words = texts.window.addressAlarm;
  return (
    <div class="hearing hearing-deaf" role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> <span>{words.step}</span>
      </p>
      <CopyButton what="webhook-url" provider={mainProvider} mode="live" label={words.copy} strong />
    </div>
  );
}
