import type { ProviderDescription } from './provider-description';

const events = [
  'transaction.approved',
  'transaction.declined',
  'transaction.canceled',
  'transaction.refunded',
  'transaction.updated',
];

export const fedapayDescription: ProviderDescription = {
  name: 'fedapay',
  label: 'FedaPay',
  strength: 'signed',
  secretMadeBy: 'provider',
  apiKeys: [],
  dashboard: 'app.fedapay.com',
  words: {
    fr: {
      where:
        'Dans votre tableau de bord FedaPay, ouvrez Webhooks, puis « Nouveau webhook », et collez-y l’adresse ci-dessous.',
      whereSandbox: 'Passez d’abord le tableau de bord FedaPay en mode test (sandbox). ',
      secretField: 'Secret du webhook',
      events,
      eventsHint:
        'Cochez ces cinq événements. Si l’un manque dans la liste de FedaPay, cochez les autres : les remboursements peuvent alors ne pas arriver ici. FedaPay ne dit pas combien a été rendu en partie, et ce comptoir ne peut pas l’interroger sur un paiement.',
      create: 'Créez le webhook, ouvrez-le, copiez son secret et collez-le ici.',
      notThis: 'Ce n’est pas la clé secrète API (sk_…) : c’est le secret de ce webhook (wh_…).',
    },
    en: {
      where:
        'In your FedaPay dashboard open Webhooks, then “Nouveau webhook”, and paste the address below there.',
      whereSandbox: 'First switch the FedaPay dashboard to test mode (sandbox). ',
      secretField: 'Webhook secret',
      events,
      eventsHint:
        'Tick these five events. If one is missing from FedaPay’s list, tick the others: refunds may then not arrive here. FedaPay does not tell how much was given back in part, and this counter cannot ask it about a payment.',
      create: 'Create the webhook, open it, copy its secret and paste it here.',
      notThis: 'It is not the API secret key (sk_…): it is the secret of this webhook (wh_…).',
    },
  },
};
