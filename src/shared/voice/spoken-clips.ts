import type { Spoken } from './announcement';
import type { DayWord } from './day-word';
import type { Language } from '../settings/preferences';
import { amountClips, numberClips, type ClipName } from './number-clips';

/** A breath between the phrases of a sentence: the only one that is no file. */
export const breath: ClipName = 'breath';

/** What is said of something that happened, clip by clip. */
export function spokenClips(spoken: Spoken, language: Language, dayWord?: DayWord): readonly ClipName[] {
  const word = dayWord === undefined ? [] : [wordClips(dayWord, language)];
  return [...word, ...phrasesOf(spoken, language)].flatMap((phrase, index) =>
    index === 0 ? phrase : [breath, ...phrase],
  );
}

function wordClips({ noun, colour }: DayWord, language: Language): readonly ClipName[] {
  const [said, painted] = [`noun-${noun}`, `colour-${colour}`];
  return language === 'fr' ? [said, painted] : [painted, said];
}

function phrasesOf(spoken: Spoken, language: Language): readonly (readonly ClipName[])[] {
  switch (spoken.kind) {
    case 'payment': {
      const { status, mode, amountXof } = spoken;
      return [
        ...(mode === 'sandbox' ? [['test']] : []),
        [status === 'success' ? 'received' : status],
        amountXof === null ? ['amount-unknown'] : (amountClips(amountXof, language) ?? ['look-at-screen']),
        ...(status === 'success' ? [] : [['hand-nothing-over']]),
      ];
    }
    case 'several':
      return [
        [...(numberClips(spoken.count, language) ?? []), 'payments-received'],
        amountClips(spoken.totalXof, language) ?? ['look-at-screen'],
      ];
    case 'unclaimed':
      return [['not-handed-over'], amountClips(spoken.amountXof, language) ?? ['look-at-screen']];
    case 'cut-off':
    case 'heard-again':
      return [[spoken.kind]];
  }
}
