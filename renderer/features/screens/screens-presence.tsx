import { useShop } from '../../state/window-context';

/** Which other screens listen, in one line at the counter; nothing where the shop has none. */
export function ScreensPresence() {
  const { state, texts } = useShop();
  const { screens } = state;
  const words = texts.screensSettings;
  if (screens.kind !== 'open' || screens.screens.length === 0) return null;
  const listening = screens.screens.filter(({ trouble }) => trouble === null);
  const heardOn = screens.lastRing?.heardOn ?? 0;
  return (
    <p class="screens-presence soft" role="status">
      {words.listening(listening.length)}
      {listening.length > 0 && ` : ${listening.map(({ name }) => name).join(' · ')}`}
      {heardOn > 0 && ` (${words.heardOn(heardOn)})`}
    </p>
  );
}
