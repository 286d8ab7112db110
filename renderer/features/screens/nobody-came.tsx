import type { ScreenOffer } from '../../../src/shared/screens/screens-state';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

interface NobodyCameProps {
  readonly offer: ScreenOffer;
  /** Whether a screen opened the page since the code was shown. */
  readonly isReached: boolean;
}

/** A code was shown for a minute and no screen has joined: the likeliest cause, and the one thing to do. */
export function NobodyCame({ offer, isReached }: NobodyCameProps) {
  const { texts } = useShop();
  const { nobody } = texts.screensSettings;
  const repair = useCommand('repairFirewall');
  if (isReached)
    return (
      <p class="screen-nobody" role="status">
        {nobody.reached}
      </p>
    );
  if (offer.firewall === null)
    return (
      <p class="screen-nobody" role="status">
        {nobody.network}
      </p>
    );
  return (
    <div class="screen-nobody" role="status">
      <p>{nobody.firewall}</p>
      <button
        type="button"
        class="button button-strong"
        disabled={repair.busy.value}
        onClick={() => inBackground(repair.run(null))}
      >
        {nobody.repair}
      </button>
      {repair.problem.value !== null && <p class="problem">{repair.problem.value}</p>}
      <details>
        <summary>{nobody.byHand}</summary>
        <p>{texts.screensSettings.help.firewallHow}</p>
        <pre class="screen-firewall">{offer.firewall.join('\n')}</pre>
      </details>
    </div>
  );
}
