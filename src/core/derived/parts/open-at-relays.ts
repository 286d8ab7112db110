import type { Intake } from '../../intake/intake';
import type { OtherShops } from '../../other-shops/other-shops';
import type { Relay } from '../../relay/counter-relay';
import type { Environment } from '../../trusted-fetch';
import type { Derived, Part } from '../derived';
import { openOtherShopsPart } from './open-other-shops';
import { openRelayPart } from './open-relay';

export interface PartsAtRelays {
  readonly relay: Part<Relay>;
  readonly otherShops: Part<OtherShops>;
}

/** The parts that work with this shop's relay and with those of the owner's other shops. */
export async function openAtRelays(
  derived: Derived,
  intake: Intake,
  told: Parameters<typeof openRelayPart>[2],
  environment: Environment,
): Promise<PartsAtRelays> {
  return {
    relay: await openRelayPart(derived, intake, told, environment),
    otherShops: await openOtherShopsPart(derived, intake, environment),
  };
}
