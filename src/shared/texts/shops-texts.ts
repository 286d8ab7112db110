import { defineTexts } from './define-texts';

/** The owner's shops side by side. */
export interface ShopsTexts {
  readonly title: string;
  readonly shop: string;
  readonly here: string;
  readonly together: string;
  readonly today: string;
  readonly month: string;
  readonly read: (when: string) => string;
  readonly connecting: string;
  readonly none: string;
  readonly latest: (count: number) => string;
  readonly notWhole: string;
  readonly corrections: string;
  readonly link: string;
  readonly linkHint: string;
  readonly add: string;
  readonly removeSure: string;
}

export const shopsTexts = defineTexts<ShopsTexts>({
  fr: {
    title: 'Mes boutiques',
    shop: 'Boutique',
    here: 'Ici',
    together: 'Ensemble',
    today: 'Aujourd’hui',
    month: 'Ce mois-ci',
    read: (when) => `Lue ${when}`,
    connecting: 'Liaison avec le relais…',
    none: 'Aucun paiement aujourd’hui.',
    latest: (count) =>
      count === 1 ? 'Le dernier paiement du jour' : `Les ${count} derniers paiements du jour`,
    notWhole:
      'Ce mois compte trop de paiements pour cet écran : la somme du mois est sur l’autre ordinateur.',
    corrections:
      'Ce qu’une autre boutique annule ou ajoute à la main paraît ici dès que son ordinateur est en ligne.',
    link: 'Ajouter une boutique',
    linkHint:
      'Sur son ordinateur : Réglages, « Téléphones du propriétaire », ajoutez un téléphone, copiez le lien. Collez-le ici.',
    add: 'Ajouter',
    removeSure: 'Cet ordinateur oublie cette boutique. Pour la revoir, il faudra un nouveau lien.',
  },
  en: {
    title: 'My shops',
    shop: 'Shop',
    here: 'Here',
    together: 'Together',
    today: 'Today',
    month: 'This month',
    read: (when) => `Read ${when}`,
    connecting: 'Connecting to the relay…',
    none: 'No payment today.',
    latest: (count) =>
      count === 1 ? 'The latest payment of the day' : `The latest ${count} payments of the day`,
    notWhole: 'This month has too many payments for this screen: the month’s sum is on the other computer.',
    corrections: 'What another shop cancels or adds by hand shows here as soon as its computer is online.',
    link: 'Add a shop',
    linkHint: 'On its computer: Settings, “Owner’s phones”, add a phone, copy the link. Paste it here.',
    add: 'Add',
    removeSure: 'This computer forgets that shop. To see it again, a new link is needed.',
  },
});
