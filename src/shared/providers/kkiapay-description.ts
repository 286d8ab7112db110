import type { ProviderDescription } from './provider-description';

const events = ['Transactions succès', 'Transactions échecs'];

export const kkiapayDescription: ProviderDescription = {
  name: 'kkiapay',
  label: 'KKiaPay',
  strength: 'secret',
  secretMadeBy: 'comptoir',
  apiKeys: [
    { key: 'publicKey', name: 'Public key' },
    { key: 'privateKey', name: 'Private key' },
    { key: 'secretKey', name: 'Secret key' },
  ],
  dashboard: 'app.kkiapay.me',
  words: {
    fr: {
      where:
        'Dans votre tableau de bord KKiaPay, ouvrez Développeurs, puis Clés API, puis Webhook, et « Ajouter un webhook ».',
      whereSandbox: 'Passez d’abord le tableau de bord KKiaPay en mode sandbox. ',
      secretField: 'Secret hash',
      events,
      eventsHint: 'Cochez les deux.',
      create: 'Puis cliquez sur « Créer un webhook ».',
      notThis:
        'Ce n’est pas la clé secrète API. Ne collez ici aucune clé de KKiaPay ; c’est ce secret-ci qui va chez KKiaPay.',
    },
    en: {
      where:
        'In your KKiaPay dashboard open Développeurs, then Clés API, then Webhook, and “Ajouter un webhook”.',
      whereSandbox: 'First switch the KKiaPay dashboard to sandbox mode. ',
      secretField: 'Secret hash',
      events,
      eventsHint: 'Tick both.',
      create: 'Then click “Créer un webhook”.',
      notThis:
        'It is not the API secret key. Paste no key of KKiaPay here; it is this secret that goes to KKiaPay.',
    },
  },
};
