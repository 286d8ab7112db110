import { defineTexts } from './define-texts';

interface AddressWords {
  readonly title: string;
  readonly step: string;
}

export interface AddressTexts {
  /** Another public name than KKiaPay calls. */
  readonly changed: AddressWords;
  /** Path or secret are new, because nothing was left of those that KKiaPay holds. */
  readonly lost: AddressWords;
  /** The public address leads to a port of this computer that another program has now. */
  readonly astray: AddressWords;
  /** The link from an alarm of one line to the whole of it. */
  readonly whatToDo: string;
  readonly copy: string;
  readonly copySecret: string;
}

/** The address has to be pasted again, wherever that is said. */
export const addressTexts = defineTexts<AddressTexts>({
  fr: {
    changed: {
      title: 'L’adresse a changé : à recoller dans {provider}.',
      step: '{provider} appelle encore l’ancienne : les paiements ne sonnent plus. Copiez la nouvelle et collez-la dans le tableau de bord {provider}.',
    },
    lost: {
      title: 'L’adresse et le secret sont à recoller dans {provider}.',
      step: 'Les fichiers qui les gardaient sont perdus : Comptoir en a fait de nouveaux, et {provider} ne les connaît pas. Copiez l’adresse, puis le secret, et collez-les dans le tableau de bord {provider}.',
    },
    astray: {
      title: 'Un autre programme a pris la place de Comptoir sur cet ordinateur.',
      step: 'Les paiements n’arrivent plus par votre adresse. Redémarrez cet ordinateur. Si cela ne suffit pas, faites mener votre adresse à cette nouvelle adresse locale :',
    },
    whatToDo: 'Que faire ?',
    copy: 'Copier la nouvelle adresse',
    copySecret: 'Copier le secret',
  },
  en: {
    changed: {
      title: 'The address has changed: paste it into {provider} again.',
      step: '{provider} still calls the old one: payments no longer ring. Copy the new one and paste it into {provider}’s dashboard.',
    },
    lost: {
      title: 'Address and secret have to be pasted into {provider} again.',
      step: 'The files that kept them are lost: Comptoir made new ones, and {provider} does not know them. Copy the address, then the secret, and paste them into {provider}’s dashboard.',
    },
    astray: {
      title: 'Another program has taken Comptoir’s place on this computer.',
      step: 'Payments no longer come by your address. Restart this computer. If that is not enough, make your address lead to this new local address:',
    },
    whatToDo: 'What to do?',
    copy: 'Copy the new address',
    copySecret: 'Copy the secret',
  },
});
