import { defineTexts } from './define-texts';

/** The texts of the owner's phone, its pushes included. */
export interface PhoneTexts {
  readonly title: string;
  readonly start: {
    readonly lead: string;
    readonly paste: string;
    readonly open: string;
    readonly asking: string;
    readonly used: string;
    readonly silent: string;
    readonly malformed: string;
    /** On an iPhone, a page on the home screen cannot read what Safari stores. */
    readonly iphone: string;
    readonly copyLink: string;
    readonly copied: string;
    readonly hereAnyway: string;
  };
  readonly noMemory: string;
  readonly removed: (shop: string) => string;
  readonly understood: string;
  /** `since`: a time of day, with its date where that is not today. */
  readonly lost: (since: string) => string;
  readonly lostNext: string;
  readonly connecting: string;
  readonly counterSilent: (shop: string, since: string) => string;
  readonly counterSilentNext: string;
  readonly gap: (shop: string, from: string, to: string) => string;
  /** Shorter than a minute. */
  readonly shortGap: (shop: string, at: string) => string;
  readonly gapNext: string;
  readonly notCalled: (shop: string) => string;
  readonly shut: (count: number) => string;
  readonly today: string;
  readonly month: (total: string) => string;
  readonly received: (count: number) => string;
  readonly shops: string;
  readonly allShops: string;
  readonly payments: string;
  readonly noPayments: string;
  readonly days: string;
  readonly day: string;
  readonly count: string;
  readonly total: string;
  readonly corrections: string;
  readonly alerts: {
    readonly title: string;
    readonly reason: string;
    readonly turnOn: string;
    readonly turnOff: string;
    readonly isOn: string;
    readonly denied: string;
    readonly failed: string;
    readonly homeFirst: string;
    readonly notHere: string;
  };
  readonly addShop: string;
  readonly leaveShop: (shop: string) => string;
  readonly leaveSure: string;
  readonly stay: string;
  readonly unnamedShop: string;
  readonly push: {
    readonly uncollected: (since: string) => string;
    readonly counterSilent: (since: string) => string;
    readonly other: string;
  };
}

export const phoneTexts = defineTexts<PhoneTexts>({
  fr: {
    title: 'Comptoir du propriétaire',
    start: {
      lead: 'Sur l’ordinateur de la boutique, ouvrez Réglages, « Téléphones du propriétaire ». Visez le carré avec l’appareil photo de ce téléphone.',
      paste: 'Ou collez le lien ici',
      open: 'Ajouter la boutique',
      asking: 'Le relais est interrogé. Patientez.',
      used: 'Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau à l’ordinateur.',
      silent: 'Le relais ne répond pas. Vérifiez la connexion internet, puis recommencez.',
      malformed: 'Ce n’est pas un lien de Comptoir. Copiez-le en entier, puis collez-le ici.',
      iphone:
        'Sur iPhone, touchez d’abord Partager, puis « Sur l’écran d’accueil ». Ouvrez Comptoir depuis cet écran et collez-y le lien.',
      copyLink: 'Copier le lien',
      copied: 'Le lien est copié.',
      hereAnyway: 'Rester dans le navigateur',
    },
    noMemory: 'Ce navigateur ne garde rien. Quittez la navigation privée, puis ouvrez de nouveau cette page.',
    removed: (shop) =>
      `Ce téléphone a été retiré de la boutique ${shop}. Tout ce qu’il en savait est effacé.`,
    understood: 'J’ai compris',
    lost: (since) => `Plus de liaison avec le relais depuis ${since}`,
    lostNext: 'Ce qui est affiché date de ce moment. Vérifiez la connexion internet.',
    connecting: 'Liaison avec le relais…',
    counterSilent: (shop, since) => `${shop} : le comptoir ne répond plus depuis ${since}`,
    counterSilentNext: 'Les paiements attendent au relais. Appelez la boutique.',
    gap: (shop, from, to) => `${shop} : personne n’écoutait de ${from} à ${to}`,
    shortGap: (shop, at) => `${shop} : personne n’écoutait un instant à ${at}`,
    gapNext: 'Des paiements peuvent manquer. Regardez le tableau de bord de {provider}.',
    notCalled: (shop) =>
      `${shop} : {provider} n’a pas encore appelé le relais. Vérifiez l’adresse collée dans son tableau de bord.`,
    shut: (count) =>
      `${count} appel${count > 1 ? 's' : ''} que ce téléphone ne peut pas ouvrir. Retirez-le sur l’ordinateur, puis ajoutez-le de nouveau.`,
    today: 'Aujourd’hui',
    month: (total) => `Ce mois-ci : ${total}`,
    received: (count) => `${count} paiement${count > 1 ? 's' : ''} reçu${count > 1 ? 's' : ''}`,
    shops: 'Boutiques',
    allShops: 'Toutes les boutiques',
    payments: 'Derniers paiements',
    noPayments: 'Aucun paiement pour le moment.',
    days: 'Jour par jour',
    day: 'Jour',
    count: 'Nombre',
    total: 'Total',
    corrections:
      'Ce que le comptoir annule ou ajoute à la main paraît ici dès que son ordinateur est en ligne.',
    alerts: {
      title: 'Alertes',
      reason:
        'Ce téléphone peut vous prévenir quand un paiement attend ou quand le comptoir se tait. Aucun montant n’est envoyé.',
      turnOn: 'Prévenez-moi',
      turnOff: 'Ne plus me prévenir',
      isOn: 'Ce téléphone vous prévient.',
      denied:
        'Les notifications sont refusées pour cette page. Autorisez-les dans les réglages du navigateur, puis recommencez.',
      failed: 'L’alerte n’a pas pu être mise en place. Vérifiez la connexion internet, puis recommencez.',
      homeFirst: 'Ajoutez d’abord Comptoir à l’écran d’accueil, puis ouvrez-le de là.',
      notHere: 'Ce navigateur ne sait pas prévenir. Essayez avec Chrome ou Firefox.',
    },
    addShop: 'Ajouter une boutique',
    leaveShop: (shop) => `Retirer ${shop} de ce téléphone`,
    leaveSure: 'Oui, retirer',
    stay: 'Non, garder',
    unnamedShop: 'La boutique',
    push: {
      uncollected: (since) =>
        `Un paiement attend depuis ${since} et aucun comptoir ne l’a lu. Appelez la boutique.`,
      counterSilent: (since) => `Le comptoir ne répond plus depuis ${since}. Appelez la boutique.`,
      other: 'Comptoir a quelque chose à vous dire. Touchez pour ouvrir.',
    },
  },
  en: {
    title: 'Owner’s Comptoir',
    start: {
      lead: 'On the shop’s computer, open Settings, “Owner’s phones”. Point this phone’s camera at the square.',
      paste: 'Or paste the link here',
      open: 'Add the shop',
      asking: 'Asking the relay. Wait a moment.',
      used: 'This link was used already or is too old. Ask for a new one at the computer.',
      silent: 'The relay does not answer. Check the internet connection, then retry.',
      malformed: 'This is no link of Comptoir. Copy all of it, then paste it here.',
      iphone:
        'On an iPhone, first touch Share, then “Add to Home Screen”. Open Comptoir from that screen and paste the link there.',
      copyLink: 'Copy the link',
      copied: 'The link is copied.',
      hereAnyway: 'Stay in the browser',
    },
    noMemory: 'This browser keeps nothing. Leave private browsing, then open this page again.',
    removed: (shop) => `This phone was removed from the shop ${shop}. All that it knew of it is erased.`,
    understood: 'I understand',
    lost: (since) => `No link to the relay since ${since}`,
    lostNext: 'What is shown is of that moment. Check the internet connection.',
    connecting: 'Connecting to the relay…',
    counterSilent: (shop, since) => `${shop}: the counter has not answered since ${since}`,
    counterSilentNext: 'Payments wait at the relay. Call the shop.',
    gap: (shop, from, to) => `${shop}: nobody listened from ${from} to ${to}`,
    shortGap: (shop, at) => `${shop}: nobody listened for a moment at ${at}`,
    gapNext: 'Payments may be missing. Look at the dashboard of {provider}.',
    notCalled: (shop) =>
      `${shop}: {provider} has not called the relay yet. Check the address pasted in its dashboard.`,
    shut: (count) =>
      `${count} call${count === 1 ? '' : 's'} that this phone cannot open. Remove it at the computer, then add it again.`,
    today: 'Today',
    month: (total) => `This month: ${total}`,
    received: (count) => `${count} payment${count === 1 ? '' : 's'} received`,
    shops: 'Shops',
    allShops: 'All shops',
    payments: 'Latest payments',
    noPayments: 'No payment so far.',
    days: 'Day by day',
    day: 'Day',
    count: 'Number',
    total: 'Total',
    corrections: 'What the counter cancels or adds by hand shows here as soon as its computer is online.',
    alerts: {
      title: 'Alerts',
      reason: 'This phone can tell you when a payment waits or the counter falls silent. No amount is sent.',
      turnOn: 'Tell me',
      turnOff: 'Tell me no more',
      isOn: 'This phone tells you.',
      denied:
        'Notifications are refused for this page. Allow them in the settings of the browser, then retry.',
      failed: 'The alert could not be set up. Check the internet connection, then retry.',
      homeFirst: 'First add Comptoir to the home screen, then open it from there.',
      notHere: 'This browser cannot tell you. Try with Chrome or Firefox.',
    },
    addShop: 'Add a shop',
    leaveShop: (shop) => `Take ${shop} off this phone`,
    leaveSure: 'Yes, take it off',
    stay: 'No, keep it',
    unnamedShop: 'The shop',
    push: {
      uncollected: (since) =>
        `A payment has waited since ${since} and no counter has read it. Call the shop.`,
      counterSilent: (since) => `The counter has not answered since ${since}. Call the shop.`,
      other: 'Comptoir has something to tell you. Touch to open.',
    },
  },
});
