import type { PassPhraseStrength } from '../settings/pass-phrase';
import { defineTexts } from './define-texts';

export interface MovingTexts {
  readonly away: {
    readonly open: string;
    readonly title: string;
    readonly lead: string;
    readonly choose: string;
    readonly chooseHow: string;
    readonly passPhrase: string;
    readonly again: string;
    readonly strength: Readonly<Record<PassPhraseStrength, string>>;
    readonly differ: string;
    readonly copy: string;
    readonly copying: string;
    readonly done: (folder: string) => string;
    readonly switchOff: string;
    readonly then: string;
  };
  readonly here: {
    readonly open: string;
    readonly title: string;
    readonly lead: string;
    readonly passPhrase: string;
    readonly none: string;
    readonly choose: string;
    readonly reading: string;
    readonly found: string;
    readonly withAddress: string;
    readonly withoutAddress: string;
    readonly oldOff: string;
    readonly take: string;
  };
}

/** Moving to another computer, on the old one and on the new one. */
export const movingTexts = defineTexts<MovingTexts>({
  fr: {
    away: {
      open: 'Changer d’ordinateur…',
      title: 'Changer d’ordinateur',
      lead: 'La copie emporte les paiements, l’adresse, les secrets et le code du propriétaire. Sur le nouvel ordinateur, il n’y a rien à changer chez {provider}.',
      choose: '1. Choisissez une phrase secrète',
      chooseHow:
        'Prenez quatre mots que vous seul mettriez ensemble, et notez-les sur un papier. Sans cette phrase, personne n’ouvre la copie, vous non plus.',
      passPhrase: 'Phrase secrète',
      again: 'La même, encore une fois',
      strength: {
        'too-short': 'Trop courte : ajoutez un mot.',
        weak: 'Facile à deviner : prenez des mots différents.',
        fair: 'Acceptable. Un mot de plus la rend solide.',
        good: 'Solide.',
      },
      differ: 'Les deux phrases ne sont pas les mêmes. Tapez-les encore une fois.',
      copy: '2. Choisir la clé USB et copier…',
      copying: 'La copie se fait. Laissez la clé branchée.',
      done: (folder) => `3. La copie est dans le dossier ${folder}.`,
      switchOff:
        'Fermez maintenant Comptoir sur cet ordinateur, et ne l’y ouvrez plus. Deux ordinateurs à la même adresse se prennent les paiements, et ce qui arrive ici à partir de maintenant n’est pas dans la copie.',
      then: 'Sur le nouvel ordinateur, ouvrez Comptoir et choisissez « J’ai une copie d’un autre ordinateur ».',
    },
    here: {
      open: 'J’ai une copie d’un autre ordinateur',
      title: 'Reprendre d’un autre ordinateur',
      lead: 'Branchez la clé USB qui porte la copie.',
      passPhrase: 'Phrase secrète de la copie',
      none: 'Laissez vide si la copie a été faite sans phrase.',
      choose: 'Choisir la clé ou le dossier…',
      reading: 'La copie est lue. Laissez la clé branchée.',
      found: 'Voici la copie',
      withAddress: 'Elle emporte l’adresse et les secrets : il n’y a rien à changer chez {provider}.',
      withoutAddress:
        'Elle n’a ni adresse ni secrets : il faudra donner la nouvelle adresse à {provider}, sinon rien ne sonne.',
      oldOff: 'Fermez d’abord Comptoir sur l’ancien ordinateur.',
      take: 'Reprendre cette copie',
    },
  },
  en: {
    away: {
      open: 'Moving to another computer…',
      title: 'Moving to another computer',
      lead: 'The copy takes payments, address, secrets and the owner’s PIN along. On the new computer, nothing has to be changed at {provider}.',
      choose: '1. Choose a pass phrase',
      chooseHow:
        'Take four words that only you would put together, and write them on paper. Without this phrase nobody opens the copy, not even you.',
      passPhrase: 'Pass phrase',
      again: 'The same once more',
      strength: {
        'too-short': 'Too short: add a word.',
        weak: 'Easy to guess: take different words.',
        fair: 'Acceptable. One more word makes it strong.',
        good: 'Strong.',
      },
      differ: 'The two phrases are not the same. Type them once more.',
      copy: '2. Choose the USB stick and copy…',
      copying: 'The copy is being made. Leave the stick plugged in.',
      done: (folder) => `3. The copy is in the folder ${folder}.`,
      switchOff:
        'Close Comptoir on this computer now, and do not open it here again. Two computers at one address take each other’s payments, and what arrives here from now on is not in the copy.',
      then: 'On the new computer, open Comptoir and choose “I have a copy from another computer”.',
    },
    here: {
      open: 'I have a copy from another computer',
      title: 'Taking over from another computer',
      lead: 'Plug in the USB stick with the copy.',
      passPhrase: 'Pass phrase of the copy',
      none: 'Leave it empty if the copy was made without one.',
      choose: 'Choose the stick or the folder…',
      reading: 'The copy is being read. Leave the stick plugged in.',
      found: 'This is the copy',
      withAddress: 'It brings address and secrets along: nothing has to be changed at {provider}.',
      withoutAddress:
        'It holds neither address nor secrets: the new address must be given to {provider}, or nothing rings.',
      oldOff: 'Close Comptoir on the old computer first.',
      take: 'Take over this copy',
    },
  },
});
