import { useShop } from '../../state/window-context';

/** Which other counters and screens listen, one line each; nothing where the shop has none. */
export function ScreensPresence() {
  const { state, texts } = useShop();
  const { screens, relay } = state;
  const counters = relay.kind === 'collecting' ? (relay.counters ?? []) : [];
  const words = texts.screensSettings;
  const shared = counters.length > 1 && (
    <p class="screens-presence soft" role="status">
      {texts.countersSettings.listening(counters.filter(({ isHeard }) => isHeard).length)}
    </p>
  );
  if (screens.kind !== 'open' || screens.screens.length === 0) return shared || null;
  const listening = screens.screens.filter(({ trouble }) => trouble === null);
  const heardOn = screens.lastRing?.heardOn ?? 0;
  return (
    <>
      {shared}
      <p class="screens-presence soft" role="status">
        {words.listening(listening.length)}
        {listening.length > 0 && ` : ${listening.map(({ name }) => name).join(' · ')}`}
        {heardOn > 0 && ` (${words.heardOn(heardOn)})`}
      </p>
    </>
  );
}
