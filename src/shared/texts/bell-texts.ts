import type { Pause } from '../bridge/sound-commands';
import { defineTexts } from './define-texts';

export interface BellTexts {
  readonly title: string;
  readonly on: string;
  readonly off: string;
  readonly pausedUntil: (time: string) => string;
  readonly replay: string;
  readonly sayTotal: string;
  readonly pause: string;
  readonly pauses: Readonly<Record<Pause, string>>;
  readonly resume: string;
}

/** The bell at the counter. */
export const bellTexts = defineTexts<BellTexts>({
  fr: {
    title: 'La sonnerie',
    on: 'Chaque paiement sonne.',
    off: 'Le son est coupé dans les réglages.',
    pausedUntil: (time) => `Sons coupés jusqu’à ${time}.`,
    replay: 'Réécouter le dernier',
    sayTotal: 'Dire le total',
    pause: 'Couper les sons',
    pauses: { '15-minutes': '15 min', '1-hour': '1 heure', 'until-tomorrow': 'Jusqu’à demain' },
    resume: 'Remettre les sons',
  },
  en: {
    title: 'The bell',
    on: 'Every payment rings.',
    off: 'Sound is turned off in the settings.',
    pausedUntil: (time) => `Sounds are off until ${time}.`,
    replay: 'Hear the last one again',
    sayTotal: 'Say the total',
    pause: 'Turn sounds off for',
    pauses: { '15-minutes': '15 min', '1-hour': '1 hour', 'until-tomorrow': 'Until tomorrow' },
    resume: 'Turn sounds on again',
  },
});
