import { defineTexts } from './define-texts';

/** What this computer says about the owner's other shops, besides a phone's texts. */
export interface OtherShopTexts {
  readonly gone: (shop: string) => string;
  readonly goneNext: string;
  readonly left: (shop: string) => string;
  readonly leftNext: string;
  readonly shut: (count: number) => string;
}

export const otherShopTexts = defineTexts<OtherShopTexts>({
  fr: {
    gone: (shop) => `${shop} ne montre plus ses paiements à cet ordinateur`,
    goneNext:
      'Tout ce qu’il en savait est effacé. Pour la revoir, demandez un nouveau lien à l’ordinateur de cette boutique.',
    left: (shop) =>
      `${shop} est retirée d’ici, mais son relais n’a pas répondu et connaît encore cet ordinateur`,
    leftNext:
      'Comptoir le lui redit de lui-même dès qu’il répond. Pour ne pas attendre, retirez cet ordinateur dans les téléphones de cette boutique.',
    shut: (count) =>
      `${count} appel${count > 1 ? 's' : ''} que cet ordinateur ne peut pas ouvrir. Retirez la boutique, puis ajoutez-la avec un nouveau lien.`,
  },
  en: {
    gone: (shop) => `${shop} no longer shows its payments to this computer`,
    goneNext:
      'All that it knew of the shop is erased. To see it again, ask for a new link at the computer of that shop.',
    left: (shop) => `${shop} is removed here, but its relay did not answer and still knows this computer`,
    leftNext:
      'Comptoir tells it again by itself as soon as it answers. To wait no longer, remove this computer among the phones of that shop.',
    shut: (count) =>
      `${count} call${count === 1 ? '' : 's'} that this computer cannot open. Remove the shop, then add it with a new link.`,
  },
});
