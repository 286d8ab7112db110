import type { Preferences, TunnelChoice } from '../../shared/settings/preferences';
import { createCloudflareTunnel } from './cloudflare-tunnel';
import { createNgrokTunnel, type NgrokTunnelOptions } from './ngrok-tunnel';
import { createNoTunnel } from './no-tunnel';
import { createOwnAddressTunnel } from './own-address';
import type { SelfTest } from './self-test';
import type { Tunnel } from './tunnel';

export interface TunnelParts extends Pick<
  NgrokTunnelOptions,
  'spawnChild' | 'clock' | 'log' | 'target' | 'trafficPolicy' | 'onWishRefused' | 'edge' | 'recheckMs'
> {
  readonly selfTest: SelfTest;
  /** The chosen service's token; null: none was given. */
  readonly token: string | null;
  readonly settings: Pick<Preferences, 'domain' | 'publicAddress'>;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The way to the internet that the merchant chose. */
export function createTunnel(choice: TunnelChoice, parts: TunnelParts): Tunnel {
  const { clock, log, selfTest, recheckMs, token, dataDir, environment } = parts;
  const { domain, publicAddress } = parts.settings;
  const common = { clock, log, selfTest, recheckMs };
  switch (choice) {
    case 'ngrok': {
      const { edge, spawnChild, target, trafficPolicy, onWishRefused } = parts;
      return createNgrokTunnel({
        ...common,
        edge,
        spawnChild,
        target,
        trafficPolicy,
        onWishRefused,
        authtoken: token,
        domain: domain ?? undefined,
      });
    }
    case 'cloudflare':
      return createCloudflareTunnel({ ...common, dataDir, environment, token, url: publicAddress });
    case 'none':
      return publicAddress === null
        ? createNoTunnel()
        : createOwnAddressTunnel({ ...common, url: publicAddress });
  }
}
