import type { Knock, KnockCause } from '../diagnosis/knock';
import { descriptionOf } from '../providers/providers';
import type { Language } from '../settings/preferences';
import { defineTexts } from './define-texts';
import { refusalTexts } from './refusal-texts';

export interface KnockTexts {
  readonly title: (provider: string) => string;
  readonly test: (title: string) => string;
  readonly causes: Readonly<Record<KnockCause, (provider: string) => string>>;
  /** The provider makes the secret itself. */
  readonly theirSecret: (provider: string) => string;
  readonly copyUrl: string;
  readonly copySecret: string;
  readonly see: string;
}

/** The provider's calls are refused: which mistake it is, and how to correct it. */
export const knockTexts = defineTexts<KnockTexts>({
  fr: {
    title: (provider) => `${provider} appelle, mais ses appels sont refusés`,
    test: (title) => `Essai : ${title}`,
    causes: {
      'old-path': (provider) =>
        `${provider} appelle une ancienne adresse de ce comptoir : les paiements ne sonnent pas. Copiez l’adresse et collez-la dans le webhook, chez ${provider}.`,
      'odd-path': (provider) =>
        `L’adresse collée chez ${provider} n’est pas la bonne : les paiements ne sonnent pas. Copiez-la de nouveau et collez-la tout entière dans le webhook.`,
      'wrong-secret': (provider) =>
        `${provider} appelle avec un mauvais secret : les paiements ne sonnent pas. Copiez le secret de hachage et collez-le dans le webhook, chez ${provider}.`,
    },
    theirSecret: (provider) =>
      `${provider} appelle, mais son secret n’est pas celui d’ici : les paiements ne sonnent pas. Copiez le secret du webhook chez ${provider} et collez-le dans la mise en route, étape 2.`,
    copyUrl: 'Copier l’adresse',
    copySecret: 'Copier le secret de hachage',
    see: 'Voir les appels refusés',
  },
  en: {
    title: (provider) => `${provider} calls, but its calls are refused`,
    test: (title) => `Test: ${title}`,
    causes: {
      'old-path': (provider) =>
        `${provider} calls an old address of this counter: payments do not ring. Copy the address and paste it into the webhook, at ${provider}.`,
      'odd-path': (provider) =>
        `The address pasted at ${provider} is not the right one: payments do not ring. Copy it again and paste all of it into the webhook.`,
      'wrong-secret': (provider) =>
        `${provider} calls with a wrong secret: payments do not ring. Copy the hash secret and paste it into the webhook, at ${provider}.`,
    },
    theirSecret: (provider) =>
      `${provider} calls, but its secret is not the one kept here: payments do not ring. Copy the webhook’s secret at ${provider} and paste it in the set-up, step 2.`,
    copyUrl: 'Copy the address',
    copySecret: 'Copy the hash secret',
    see: 'See the refused calls',
  },
});

/** What the alarm says, wherever it is shown. */
export function knockWords(
  { endpoint, cause, diagnosis }: Knock,
  language: Language,
): { readonly title: string; readonly body: string } {
  const texts = knockTexts[language];
  const description = descriptionOf(endpoint.provider);
  const label = description?.label ?? endpoint.provider;
  const title = texts.title(label);
  const explained = diagnosis === null ? null : refusalTexts[language].diagnoses[diagnosis];
  const isTheirs = cause === 'wrong-secret' && description?.secretMadeBy === 'provider';
  const step = isTheirs ? texts.theirSecret(label) : texts.causes[cause](label);
  // Nothing has to be pasted here: the diagnosis is the next step.
  const sentences = diagnosis === 'too-old' ? [explained] : [step, explained];
  return {
    title: endpoint.mode === 'sandbox' ? texts.test(title) : title,
    body: sentences.filter((sentence) => sentence !== null).join(' '),
  };
}
