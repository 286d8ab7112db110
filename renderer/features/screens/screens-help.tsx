import { useShop } from '../../state/window-context';

/** Why a screen cannot join, each cause with the one thing to do. */
export function ScreensHelp() {
  const { help } = useShop().texts.screensSettings;
  return (
    <details class="setting screens-help">
      <summary>{help.title}</summary>
      <ul>
        {[help.sameWifi, help.mobileData, help.guests, help.address, help.limits].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
