import { defineTexts } from './define-texts';

export interface RecorderTexts {
  readonly title: string;
  readonly open: string;
  readonly openHint: string;
  readonly intro: string;
  /** For a pack that was recorded here. */
  readonly ownName: string;
  readonly start: string;
  readonly startIn: Readonly<Record<'fr' | 'en', string>>;
  readonly progress: (done: number, all: number) => string;
  readonly say: string;
  readonly record: string;
  readonly stop: string;
  readonly again: string;
  readonly next: string;
  readonly previous: string;
  readonly listen: string;
  readonly done: string;
  readonly heard: string;
  readonly nothingHeard: string;
  readonly noMicrophone: string;
  readonly use: string;
  readonly used: string;
  readonly file: string;
  readonly fileHint: string;
  readonly save: string;
  readonly load: string;
  readonly loaded: string;
  readonly remove: string;
  readonly removeSure: string;
  readonly yes: string;
  readonly no: string;
}

/** The shop's own voice, recorded by its owner. */
export const recorderTexts = defineTexts<RecorderTexts>({
  fr: {
    title: 'Votre voix',
    open: 'Enregistrer votre voix',
    openHint: 'Quelqu’un de la boutique dit les montants, en vingt minutes.',
    intro:
      'Lisez chaque phrase à voix haute, dans un endroit calme. Une phrase qui manque est dite par la voix de Comptoir.',
    ownName: 'Voix de la boutique',
    start: 'Dans quelle langue ?',
    startIn: { fr: 'Commencer en français', en: 'Commencer en anglais' },
    progress: (done, all) => `${done} sur ${all}`,
    say: 'Dites :',
    record: 'Enregistrer',
    stop: 'C’est dit',
    again: 'Refaire',
    next: 'Phrase suivante',
    previous: 'Phrase précédente',
    listen: 'Écouter',
    done: 'Tout est enregistré.',
    heard: 'On vous entend.',
    nothingHeard: 'Rien n’a été entendu. Parlez plus près du micro, puis recommencez.',
    noMicrophone: 'Le micro ne répond pas. Branchez-en un ou autorisez-le, puis recommencez.',
    use: 'Utiliser cette voix',
    used: 'Cette voix dit les montants.',
    file: 'La voix dans un fichier',
    fileHint:
      'Un seul fichier porte la voix vers un autre ordinateur, ou une autre langue avec sa grammaire.',
    save: 'Enregistrer dans un fichier',
    load: 'Prendre une voix d’un fichier',
    loaded: 'La voix du fichier est là.',
    remove: 'Effacer cette voix',
    removeSure: 'Effacer toutes les phrases enregistrées ? Rien ne les rend, sauf un fichier.',
    yes: 'Effacer',
    no: 'Garder',
  },
  en: {
    title: 'Your voice',
    open: 'Record your voice',
    openHint: 'Somebody of the shop says the amounts, in twenty minutes.',
    intro: 'Read each phrase aloud, in a quiet place. A phrase that is missing is said by Comptoir’s voice.',
    ownName: 'Voice of the shop',
    start: 'In which language?',
    startIn: { fr: 'Begin in French', en: 'Begin in English' },
    progress: (done, all) => `${done} of ${all}`,
    say: 'Say:',
    record: 'Record',
    stop: 'Said',
    again: 'Once more',
    next: 'Next phrase',
    previous: 'Phrase before',
    listen: 'Listen',
    done: 'All is recorded.',
    heard: 'You are heard.',
    nothingHeard: 'Nothing was heard. Speak closer to the microphone, then retry.',
    noMicrophone: 'The microphone does not answer. Plug one in or allow it, then retry.',
    use: 'Use this voice',
    used: 'This voice says the amounts.',
    file: 'The voice in a file',
    fileHint: 'One file carries the voice to another computer, or another language with its grammar.',
    save: 'Save to a file',
    load: 'Take a voice from a file',
    loaded: 'The voice of the file is here.',
    remove: 'Erase this voice',
    removeSure: 'Erase all recorded phrases? Nothing brings them back, except a file.',
    yes: 'Erase',
    no: 'Keep',
  },
});
