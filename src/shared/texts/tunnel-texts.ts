import type { TunnelAdvice, TunnelState, TunnelTrouble } from '../state/tunnel';
import { defineTexts } from './define-texts';

/** What the tunnel's state is, and what to do; `step` is empty where there is nothing to do. */
export interface TunnelText {
  readonly sentence: string;
  readonly step: string;
}

export interface TunnelTexts {
  readonly states: Readonly<Record<Exclude<TunnelState['kind'], 'retrying' | 'refused'>, TunnelText>>;
  readonly troubles: Readonly<Record<TunnelTrouble, TunnelText>>;
  readonly advice: Readonly<Record<TunnelAdvice, TunnelText>>;
  /** After the sentence, so that a technician can look the code up. */
  readonly code: (code: string) => string;
}

const wait = {
  fr: 'Rien à faire : Comptoir réessaie tout seul.',
  en: 'Nothing to do: Comptoir tries again by itself.',
};

export const tunnelTexts = defineTexts<TunnelTexts>({
  fr: {
    states: {
      off: {
        sentence: 'Aucune adresse publique ne mène à cet ordinateur.',
        step: '{provider} ne peut pas le joindre : dans les réglages, activez ngrok ou indiquez l’adresse publique de la boutique.',
      },
      'token-missing': {
        sentence:
          'Il manque le jeton ngrok (authtoken) : {provider} ne peut pas encore joindre cet ordinateur.',
        step: 'Créez un compte gratuit sur ngrok.com, copiez votre authtoken et collez-le ici.',
      },
      connecting: { sentence: 'Connexion en cours…', step: '' },
      proving: {
        sentence: 'Connecté. Comptoir vérifie qu’on l’entend bien depuis internet…',
        step: '',
      },
      online: { sentence: 'Comptoir entend les paiements depuis internet.', step: '' },
    },
    troubles: {
      network: {
        sentence: 'Pas de connexion à internet, ou ngrok ne répond pas : les paiements ne sont pas entendus.',
        step: 'Vérifiez la box, le Wi-Fi ou le forfait de données. Comptoir se reconnecte dès que possible.',
      },
      'tls-interception': {
        sentence: 'Un antivirus ou le réseau de ce lieu ouvre les connexions chiffrées et bloque ngrok.',
        step: 'Dans l’antivirus, autorisez Comptoir (exception à l’analyse HTTPS), ou essayez un autre réseau, par exemple le partage de connexion du téléphone.',
      },
      'silent-link': {
        sentence: 'La connexion à ngrok ne répond plus : Comptoir en ouvre une nouvelle.',
        step: wait.fr,
      },
      'child-died': {
        sentence: 'Le programme qui relie cet ordinateur à internet s’est arrêté : il redémarre.',
        step: 'Si cela se répète, autorisez Comptoir dans l’antivirus.',
      },
      'timed-out': {
        sentence: 'ngrok met trop de temps à répondre.',
        step: 'La connexion à internet est peut-être très lente. Comptoir réessaie tout seul.',
      },
      'self-test-failed': {
        sentence: 'L’essai depuis internet n’arrive pas jusqu’ici : des paiements peuvent être manqués.',
        step: 'Comptoir refait l’essai tout seul. Si cela dure, vérifiez les paiements dans le tableau de bord {provider}.',
      },
      'quota-spent': {
        sentence: 'Le quota mensuel de votre compte ngrok est épuisé : les paiements ne sont plus entendus.',
        step: 'Attendez le mois prochain ou prenez une offre payante sur ngrok.com. D’ici là, vérifiez chaque paiement dans le tableau de bord {provider}.',
      },
      'session-limit': {
        sentence: 'Votre jeton ngrok sert déjà sur trop d’ordinateurs à la fois.',
        step: 'Fermez ngrok ou Comptoir sur les autres ordinateurs. Ici, un nouvel essai a lieu toutes les 30 secondes.',
      },
      'endpoint-taken': {
        sentence: 'Votre adresse ngrok est encore occupée.',
        step: 'Après une coupure, elle se libère en une minute. Sinon, un autre ordinateur l’utilise : fermez-y Comptoir ou ngrok.',
      },
      'stopped-by-dashboard': {
        sentence: 'Quelqu’un a arrêté la connexion depuis le tableau de bord ngrok.',
        step: 'Comptoir se reconnecte dans une minute. Pour l’arrêter vraiment, désactivez ngrok dans les réglages.',
      },
      unknown: {
        sentence: 'ngrok refuse la connexion, pour une raison que Comptoir ne connaît pas.',
        step: 'Comptoir réessaie tout seul. Si cela dure, cherchez le code affiché sur ngrok.com/docs/errors.',
      },
    },
    advice: {
      'paste-new-token': {
        sentence: 'ngrok refuse votre jeton : il est mal copié, ou il a été remplacé.',
        step: 'Sur dashboard.ngrok.com, ouvrez « Your Authtoken », copiez le jeton entier et collez-le ici.',
      },
      'create-account': {
        sentence: 'ngrok demande un compte, et ce jeton n’appartient à aucun.',
        step: 'Créez un compte gratuit sur ngrok.com, puis collez ici le jeton de ce compte.',
      },
      'verify-email': {
        sentence: 'L’adresse e-mail de votre compte ngrok n’est pas encore confirmée.',
        step: 'Ouvrez l’e-mail envoyé par ngrok, cliquez sur le lien, puis appuyez sur « Réessayer ».',
      },
      'update-app': {
        sentence: 'Cette version de Comptoir est trop ancienne pour ngrok.',
        step: 'Installez la dernière version de Comptoir. Vos paiements enregistrés sont conservés.',
      },
      'account-suspended': {
        sentence: 'ngrok a suspendu votre compte.',
        step: 'Écrivez à support@ngrok.com. D’ici là, vérifiez chaque paiement dans le tableau de bord {provider}.',
      },
      'install-runtime': {
        sentence: 'La partie de Comptoir qui parle à ngrok ne peut pas démarrer sur cet ordinateur.',
        step: 'Sous Windows, installez « Microsoft Visual C++ Redistributable (x64) ». Sinon, réinstallez Comptoir et autorisez-le dans l’antivirus.',
      },
      'paste-cloudflare-token': {
        sentence: 'Il manque le jeton du tunnel Cloudflare, ou Cloudflare le refuse.',
        step: 'Dans le tableau de bord Cloudflare, ouvrez votre tunnel, copiez la commande d’installation et collez-la dans les réglages.',
      },
      'install-cloudflared': {
        sentence: 'Le programme cloudflared n’est pas installé sur cet ordinateur.',
        step: 'Installez cloudflared depuis le site de Cloudflare, puis appuyez sur « Réessayer ».',
      },
      'type-public-address': {
        sentence: 'Il manque l’adresse publique du tunnel Cloudflare.',
        step: 'Dans les réglages, tapez l’adresse que Cloudflare donne à ce tunnel, par exemple https://caisse.ma-boutique.com.',
      },
    },
    code: (code) => `Code : ${code}`,
  },
  en: {
    states: {
      off: {
        sentence: 'No public address leads to this computer.',
        step: '{provider} cannot reach it: in the settings, switch ngrok on or give the shop’s own public address.',
      },
      'token-missing': {
        sentence: 'The ngrok token (authtoken) is missing: {provider} cannot reach this computer yet.',
        step: 'Create a free account on ngrok.com, copy your authtoken and paste it here.',
      },
      connecting: { sentence: 'Connecting…', step: '' },
      proving: {
        sentence: 'Connected. Comptoir is checking that it can be heard from the internet…',
        step: '',
      },
      online: { sentence: 'Comptoir hears payments from the internet.', step: '' },
    },
    troubles: {
      network: {
        sentence: 'No internet connection, or ngrok does not answer: payments are not heard.',
        step: 'Check the router, the Wi-Fi or the data plan. Comptoir reconnects as soon as it can.',
      },
      'tls-interception': {
        sentence: 'An antivirus or the network of this place opens encrypted connections and blocks ngrok.',
        step: 'Allow Comptoir in the antivirus (exception to HTTPS scanning), or try another network, such as the phone’s hotspot.',
      },
      'silent-link': {
        sentence: 'The connection to ngrok has gone silent: Comptoir is opening a new one.',
        step: wait.en,
      },
      'child-died': {
        sentence: 'The program that links this computer to the internet has stopped: it is starting again.',
        step: 'If this keeps happening, allow Comptoir in the antivirus.',
      },
      'timed-out': {
        sentence: 'ngrok takes too long to answer.',
        step: 'The internet connection may be very slow. Comptoir tries again by itself.',
      },
      'self-test-failed': {
        sentence: 'The test from the internet does not arrive here: payments may be missed.',
        step: 'Comptoir repeats the test by itself. If this lasts, check the payments in {provider}’s dashboard.',
      },
      'quota-spent': {
        sentence: 'The monthly quota of your ngrok account is used up: payments are no longer heard.',
        step: 'Wait for next month or take a paid plan on ngrok.com. Until then, check each payment in {provider}’s dashboard.',
      },
      'session-limit': {
        sentence: 'Your ngrok token is already in use on too many computers at once.',
        step: 'Close ngrok or Comptoir on the other computers. Here, a new try is made every 30 seconds.',
      },
      'endpoint-taken': {
        sentence: 'Your ngrok address is still taken.',
        step: 'After an outage it is free within a minute. Otherwise another computer uses it: close Comptoir or ngrok there.',
      },
      'stopped-by-dashboard': {
        sentence: 'Somebody stopped the connection from ngrok’s dashboard.',
        step: 'Comptoir reconnects in a minute. To stop it for good, switch ngrok off in the settings.',
      },
      unknown: {
        sentence: 'ngrok refuses the connection, for a reason Comptoir does not know.',
        step: 'Comptoir tries again by itself. If this lasts, look up the code shown on ngrok.com/docs/errors.',
      },
    },
    advice: {
      'paste-new-token': {
        sentence: 'ngrok refuses your token: it was not copied whole, or it has been replaced.',
        step: 'On dashboard.ngrok.com open “Your Authtoken”, copy the whole token and paste it here.',
      },
      'create-account': {
        sentence: 'ngrok asks for an account, and this token belongs to none.',
        step: 'Create a free account on ngrok.com, then paste that account’s token here.',
      },
      'verify-email': {
        sentence: 'The e-mail address of your ngrok account is not confirmed yet.',
        step: 'Open the e-mail from ngrok, click the link, then press “Try again”.',
      },
      'update-app': {
        sentence: 'This version of Comptoir is too old for ngrok.',
        step: 'Install the latest version of Comptoir. Your recorded payments are kept.',
      },
      'account-suspended': {
        sentence: 'ngrok has suspended your account.',
        step: 'Write to support@ngrok.com. Until then, check each payment in {provider}’s dashboard.',
      },
      'install-runtime': {
        sentence: 'The part of Comptoir that talks to ngrok cannot start on this computer.',
        step: 'On Windows, install “Microsoft Visual C++ Redistributable (x64)”. Otherwise reinstall Comptoir and allow it in the antivirus.',
      },
      'paste-cloudflare-token': {
        sentence: 'The token of the Cloudflare tunnel is missing, or Cloudflare refuses it.',
        step: 'In Cloudflare’s dashboard open your tunnel, copy the installation command and paste it in the settings.',
      },
      'install-cloudflared': {
        sentence: 'The cloudflared program is not installed on this computer.',
        step: 'Install cloudflared from Cloudflare’s site, then press “Try again”.',
      },
      'type-public-address': {
        sentence: 'The public address of the Cloudflare tunnel is missing.',
        step: 'In the settings, type the address that Cloudflare gives this tunnel, such as https://till.my-shop.com.',
      },
    },
    code: (code) => `Code: ${code}`,
  },
});

/** The sentences for a tunnel's state. */
export function tunnelTextOf(
  texts: TunnelTexts,
  state: TunnelState,
): TunnelText & { readonly code: string | null } {
  switch (state.kind) {
    case 'retrying':
      return { ...texts.troubles[state.reason], code: state.code === null ? null : texts.code(state.code) };
    case 'refused':
      return { ...texts.advice[state.advice], code: state.code === null ? null : texts.code(state.code) };
    default:
      return { ...texts.states[state.kind], code: null };
  }
}
