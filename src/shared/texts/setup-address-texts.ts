import { defineTexts } from './define-texts';

type Kind = 'ngrok' | 'tailscale' | 'cloudflare' | 'own';
type Other = Exclude<Kind, 'ngrok'>;

export interface SetupAddressTexts {
  /** What the program does, for people who have just installed it. */
  readonly what: string;
  /** In the other language, for people who cannot read this one. */
  readonly otherLanguage: string;
  readonly more: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly intros: Readonly<Record<Other, string>>;
  readonly tailscale: { readonly install: string };
  readonly cloudflare: { readonly open: string };
  readonly localHints: Readonly<Record<Other, string>>;
  readonly publicHints: Readonly<Record<Other, string>>;
  readonly copyLocal: string;
  readonly copyCommand: string;
  readonly noLocal: string;
  readonly ready: Readonly<Record<'title' | 'text' | 'hear' | 'again' | 'sent', string>>;
}

/**
 * The first screens: what Comptoir is, and each way to be reached from the internet. No sentence is longer than 20 words.
 */
export const setupAddressTexts = defineTexts<SetupAddressTexts>({
  fr: {
    what: 'Comptoir sonne et dit le montant dès qu’un client vous paie par KKiaPay ou FedaPay.',
    otherLanguage: 'In English',
    more: 'Autre prestataire, ou essais',
    kind: 'Comment relier cet ordinateur',
    kinds: {
      ngrok: 'ngrok',
      tailscale: 'Tailscale',
      cloudflare: 'Cloudflare (à l’essai)',
      own: 'Mon adresse',
    },
    intros: {
      tailscale: 'Tailscale Funnel donne une adresse gratuite à cet ordinateur, sans nom de domaine.',
      cloudflare:
        'Pour une boutique qui a un nom de domaine chez Cloudflare. Ce chemin est encore à l’essai.',
      own: 'Pour une boutique qui a déjà une adresse publique, en https.',
    },
    tailscale: { install: 'Installez Tailscale et ouvrez une session :' },
    cloudflare: { open: 'Installez cloudflared, puis ouvrez votre tunnel chez Cloudflare :' },
    localHints: {
      tailscale: 'Copiez cette commande dans un terminal de cet ordinateur :',
      cloudflare: 'Dans le tunnel, ajoutez un nom public qui mène à cette adresse locale :',
      own: 'Faites mener votre adresse à celle-ci, qui ne change pas :',
    },
    publicHints: {
      tailscale: 'Tailscale l’affiche alors. Elle finit par .ts.net.',
      cloudflare: 'Le nom public choisi dans le tunnel, avec https://.',
      own: 'Celle que vos clients du monde entier peuvent joindre, avec https://.',
    },
    copyLocal: 'Copier l’adresse locale',
    copyCommand: 'Copier la commande',
    noLocal: 'Comptoir démarre : l’adresse locale s’affichera ici.',
    ready: {
      title: 'Vous êtes prêt',
      text: 'Le comptoir sonnera à chaque paiement, même fenêtre fermée.',
      hear: 'Entendez-vous la sonnerie ?',
      again: 'Faire sonner',
      sent: 'Dernier paiement arrivé',
    },
  },
  en: {
    what: 'Comptoir rings and says the amount as soon as a customer pays by KKiaPay or FedaPay.',
    otherLanguage: 'En français',
    more: 'Another provider, or tests',
    kind: 'How to connect this computer',
    kinds: {
      ngrok: 'ngrok',
      tailscale: 'Tailscale',
      cloudflare: 'Cloudflare (on trial)',
      own: 'My own address',
    },
    intros: {
      tailscale: 'Tailscale Funnel gives this computer a free address, without a domain name.',
      cloudflare: 'For a shop that has a domain name at Cloudflare. This way is still on trial.',
      own: 'For a shop that already has a public address, with https.',
    },
    tailscale: { install: 'Install Tailscale and log in:' },
    cloudflare: { open: 'Install cloudflared, then open your tunnel at Cloudflare:' },
    localHints: {
      tailscale: 'Copy this command into a terminal of this computer:',
      cloudflare: 'In the tunnel, add a public name that leads to this local address:',
      own: 'Make your address lead to this one, which does not change:',
    },
    publicHints: {
      tailscale: 'Tailscale shows it then. It ends with .ts.net.',
      cloudflare: 'The public name chosen in the tunnel, with https://.',
      own: 'The one that the whole world can reach, with https://.',
    },
    copyLocal: 'Copy the local address',
    copyCommand: 'Copy the command',
    noLocal: 'Comptoir is starting: the local address will show here.',
    ready: {
      title: 'You are ready',
      text: 'The counter will ring at each payment, with its window closed too.',
      hear: 'Do you hear the bell?',
      again: 'Ring it',
      sent: 'Last payment that came',
    },
  },
});
