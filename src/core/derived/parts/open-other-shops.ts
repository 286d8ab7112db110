import { daysBetween } from '../../../shared/calendar';
import type { ShopFigures } from '../../../shared/phones/other-shops';
import { sumOf, type Taken } from '../../../shared/phones/phone-figures';
import type { Intake } from '../../intake/intake';
import { openOtherShops, type OtherShops } from '../../other-shops/other-shops';
import { relayOpeners } from '../../relay/membership';
import { createTrustedFetch, type Environment } from '../../trusted-fetch';
import type { Derived, Part } from '../derived';

/** The owner's other shops, shown only to the owner. */
export function openOtherShopsPart(
  derived: Derived,
  { dataDir, store, settings, keyring, ledger, today, log }: Intake,
  environment: Environment,
): Promise<Part<OtherShops>> {
  const takenOn = async (day: string): Promise<Taken> => {
    const { successCount, totalXof } = await ledger.day(day);
    return { count: successCount, totalXof };
  };
  return derived.open(
    'other-shops',
    () =>
      openOtherShops({
        ...{ dataDir, store, log },
        preferences: () => settings.current(),
        async ownSealKeys() {
          if (settings.current().relay === null) return [];
          return (await relayOpeners(keyring)).map(({ publicKey }) => publicKey.toString('base64'));
        },
        async ownFigures(): Promise<ShopFigures> {
          const days = daysBetween(`${today().slice(0, 7)}-01`, today());
          return { today: await takenOn(today()), month: sumOf(await Promise.all(days.map(takenOn))) };
        },
        clock: derived.clockFor('other-shops'),
        fetch: createTrustedFetch(environment),
      }),
    (opened) => opened.stop(),
  );
}
