import type { Refusal, RefusalReason } from '../diagnosis/refusal';
import type { SecretDiagnosis } from '../diagnosis/secret-diagnosis';
import { descriptionOf, mainProvider } from '../providers/providers';
import type { Language } from '../settings/preferences';
import { defineTexts } from './define-texts';

/** What happened, and what the merchant should do: null where there is nothing to do. */
export interface Explained {
  readonly what: string;
  readonly next: string | null;
}

export interface RefusalTexts {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly reasons: Readonly<Record<RefusalReason, Explained>>;
  /** For a provider that makes its secret itself: what differs, and where to look. */
  readonly makers: (provider: string) => Readonly<Partial<Record<RefusalReason, Explained>>>;
  readonly diagnoses: Readonly<Record<SecretDiagnosis, string | null>>;
  readonly times: (count: number) => string;
  readonly last: (when: string) => string;
  readonly answered: (status: number) => string;
  /** The relay refused it on behalf of this counter. */
  readonly atRelay: string;
  readonly see: string;
  readonly understood: string;
}

const stranger = {
  fr: 'Rien à faire : c’est le plus souvent un robot d’internet. Si vous attendiez un paiement, revoyez la mise en route.',
  en: 'Nothing to do: it is mostly a robot of the internet. If you were expecting a payment, go through the set-up again.',
};
const askKkiapay = {
  fr: 'Si vous attendiez un paiement, cherchez-le dans votre tableau de bord {provider}.',
  en: 'If you were expecting a payment, look for it in your {provider} dashboard.',
};

/** Refused calls. */
export const refusalTexts = defineTexts<RefusalTexts>({
  fr: {
    title: 'Appels refusés',
    intro: 'Chaque appel que ce comptoir n’a pas cru. Aucun n’a été enregistré comme un paiement.',
    none: 'Aucun appel refusé. C’est bon signe.',
    reasons: {
      'secret-missing': { what: 'Un appel sans code secret a été refusé', next: stranger.fr },
      'secret-wrong': {
        what: 'Un appel avec un mauvais code secret a été refusé',
        next: 'Si c’était KKiaPay : copiez de nouveau le secret de hachage et collez-le dans le webhook, chez KKiaPay.',
      },
      'secret-repeated': { what: 'Un appel avec plusieurs codes secrets a été refusé', next: stranger.fr },
      'no-secret-configured': {
        what: 'KKiaPay a appelé, mais ce comptoir n’a pas encore de code secret',
        next: 'Terminez la mise en route, étape 2.',
      },
      'unknown-path': {
        what: 'Un appel à une adresse qui n’existe pas a été refusé',
        next: 'Si c’était {provider} : copiez de nouveau l’adresse entière et collez-la dans le webhook, chez {provider}.',
      },
      'method-not-allowed': { what: 'Quelqu’un a visité l’adresse sans annoncer de paiement', next: null },
      'body-too-large': { what: 'Un message bien trop long a été refusé', next: askKkiapay.fr },
      'body-incomplete': { what: 'Un message s’est coupé en route', next: askKkiapay.fr },
      'encoding-not-supported': {
        what: 'Un message dans un format inconnu a été refusé',
        next: askKkiapay.fr,
      },
      'headers-too-large': { what: 'Un appel mal formé a été refusé', next: null },
      'malformed-request': { what: 'Un appel mal formé a été refusé', next: null },
      'too-slow': { what: 'Un appel trop lent a été abandonné', next: askKkiapay.fr },
      'too-many': { what: 'Trop d’appels à la fois : les derniers ont été refusés', next: askKkiapay.fr },
      'ledger-unavailable': {
        what: 'Un paiement n’a pas pu être enregistré sur le disque',
        next: 'Libérez de la place sur le disque, puis cherchez ce paiement dans le tableau de bord du prestataire.',
      },
      'vault-shut': {
        what: 'Le coffre de cet ordinateur était fermé : l’appel n’a pas pu être vérifié, l’expéditeur va réessayer',
        next: 'Déverrouillez la session de cet ordinateur ou répondez à la demande de mot de passe.',
      },
      stopping: { what: 'Un appel est arrivé pendant la fermeture de Comptoir', next: askKkiapay.fr },
    },
    makers: (provider) => ({
      'secret-missing': {
        what: `Un appel non signé à l’adresse de ${provider} a été refusé`,
        next: stranger.fr,
      },
      'secret-wrong': {
        what: `Un appel à l’adresse de ${provider} avec une mauvaise signature a été refusé`,
        next: `Si c’était ${provider} : copiez le secret du webhook chez ${provider} et collez-le dans la mise en route, étape 2.`,
      },
      'no-secret-configured': {
        what: `${provider} a appelé, mais ce comptoir n’a pas encore son code secret`,
        next: `Copiez le secret du webhook chez ${provider} et collez-le dans la mise en route, étape 2.`,
      },
    }),
    diagnoses: {
      absent: null,
      'other-length': 'Le secret reçu n’a pas la bonne longueur : il a peut-être été copié à moitié.',
      'spaces-at-the-edges':
        'Le secret reçu est le bon, avec des espaces en trop : collez-le de nouveau, sans espace.',
      'looks-like-hmac':
        'Le secret reçu ressemble à une signature calculée : ce n’est pas ce que KKiaPay envoie.',
      'looks-like-api-key':
        'Le secret reçu ressemble à une clé API de KKiaPay : il faut le secret de hachage.',
      'other-mode':
        'Le secret reçu est celui de l’autre mode : vrais paiements et essais ont chacun le leur.',
      different: 'Le secret reçu est un autre : un ancien, peut-être, ou celui d’un autre comptoir.',
      'too-old':
        'La signature est bonne, mais son heure est trop loin de celle de cet ordinateur : vérifiez son horloge.',
    },
    times: (count) => `${count} fois`,
    last: (when) => `dernier ${when}`,
    answered: (status) => `réponse ${status}`,
    atRelay: 'refusé au relais',
    see: 'Voir les appels refusés',
    understood: 'Compris',
  },
  en: {
    title: 'Refused calls',
    intro: 'Each call that this counter did not believe. None was stored as a payment.',
    none: 'No refused call. That is a good sign.',
    reasons: {
      'secret-missing': { what: 'A call without a secret code was refused', next: stranger.en },
      'secret-wrong': {
        what: 'A call with a wrong secret code was refused',
        next: 'If it was KKiaPay: copy the hash secret again and paste it into the webhook, at KKiaPay.',
      },
      'secret-repeated': { what: 'A call with several secret codes was refused', next: stranger.en },
      'no-secret-configured': {
        what: 'KKiaPay called, but this counter has no secret code yet',
        next: 'Finish the set-up, step 2.',
      },
      'unknown-path': {
        what: 'A call to an address that does not exist was refused',
        next: 'If it was {provider}: copy the whole address again and paste it into the webhook, at {provider}.',
      },
      'method-not-allowed': { what: 'Somebody visited the address without announcing a payment', next: null },
      'body-too-large': { what: 'A message far too long was refused', next: askKkiapay.en },
      'body-incomplete': { what: 'A message was cut off on its way', next: askKkiapay.en },
      'encoding-not-supported': { what: 'A message in an unknown format was refused', next: askKkiapay.en },
      'headers-too-large': { what: 'A malformed call was refused', next: null },
      'malformed-request': { what: 'A malformed call was refused', next: null },
      'too-slow': { what: 'A call that was too slow was given up', next: askKkiapay.en },
      'too-many': { what: 'Too many calls at once: the last ones were refused', next: askKkiapay.en },
      'ledger-unavailable': {
        what: 'A payment could not be written to the disk',
        next: 'Make room on the disk, then look for this payment in the dashboard of the provider.',
      },
      'vault-shut': {
        what: 'The vault of this computer was shut: the call could not be checked, and its sender will try again',
        next: 'Unlock the session of this computer, or answer the question for a password.',
      },
      stopping: { what: 'A call came while Comptoir was closing', next: askKkiapay.en },
    },
    makers: (provider) => ({
      'secret-missing': {
        what: `A call without a signature at ${provider}’s address was refused`,
        next: stranger.en,
      },
      'secret-wrong': {
        what: `A call at ${provider}’s address with a wrong signature was refused`,
        next: `If it was ${provider}: copy the webhook’s secret at ${provider} and paste it in the set-up, step 2.`,
      },
      'no-secret-configured': {
        what: `${provider} called, but this counter does not have its secret yet`,
        next: `Copy the webhook’s secret at ${provider} and paste it in the set-up, step 2.`,
      },
    }),
    diagnoses: {
      absent: null,
      'other-length': 'The secret received has another length: perhaps it was copied in part.',
      'spaces-at-the-edges':
        'The secret received is the right one with extra spaces: paste it again, without spaces.',
      'looks-like-hmac':
        'The secret received looks like a computed signature: that is not what KKiaPay sends.',
      'looks-like-api-key':
        'The secret received looks like an API key of KKiaPay: it must be the hash secret.',
      'other-mode': 'The secret received is the other mode’s: real payments and tests each have their own.',
      different: 'The secret received is another one: an old one, perhaps, or another counter’s.',
      'too-old': 'The signature is right, but its time is too far from this computer’s: check its clock.',
    },
    times: (count) => (count === 1 ? 'once' : `${count} times`),
    last: (when) => `last ${when}`,
    answered: (status) => `answer ${status}`,
    atRelay: 'refused at the relay',
    see: 'See the refused calls',
    understood: 'Understood',
  },
});

/** What happened and what to do, with the name of the provider whose address was called, or else the shop's providers. */
export function refusalWords(
  { reason, provider }: Pick<Refusal, 'reason' | 'provider'>,
  language: Language,
  shops: readonly string[] = [mainProvider],
): Explained {
  const texts = refusalTexts.naming(provider === undefined ? shops : [provider])[language];
  const description = provider === undefined ? null : descriptionOf(provider);
  const own = description?.secretMadeBy === 'provider' ? texts.makers(description.label)[reason] : undefined;
  return own ?? texts.reasons[reason];
}
