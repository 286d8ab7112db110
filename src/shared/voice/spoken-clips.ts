import type { Language } from '../settings/preferences';
import type { Spoken } from './announcement';
import type { DayWord } from './day-word';
import { sayAmount, sayNumber, type Grammar } from './grammar';
import { grammars, type ClipName } from './number-clips';

/** The pause between phrases of a sentence: the only one that is not a file. */
export const breath: ClipName = 'breath';

/** What is said about an event, clip by clip. */
export function spokenClips(spoken: Spoken, language: Language, dayWord?: DayWord): readonly ClipName[] {
  return sentenceClips(spoken, language, dayWord).flatMap((phrase, index) =>
    index === 0 ? phrase : [breath, ...phrase],
  );
}

/** The same, phrase by phrase. */
export function sentenceClips(
  spoken: Spoken,
  language: Language,
  dayWord?: DayWord,
): readonly (readonly ClipName[])[] {
  const word = dayWord === undefined ? [] : [wordClips(dayWord, language)];
  return [...word, ...phrasesIn(spoken, grammars[language]).map((phrase) => phrase ?? ['look-at-screen'])];
}

function wordClips({ noun, colour }: DayWord, language: Language): readonly ClipName[] {
  const [said, painted] = [`noun-${noun}`, `colour-${colour}`];
  return language === 'fr' ? [said, painted] : [painted, said];
}

/** The phrases of a sentence by the names of their recordings; null for a phrase that the grammar cannot say. */
export function phrasesIn(spoken: Spoken, grammar: Grammar): readonly (readonly ClipName[] | null)[] {
  switch (spoken.kind) {
    case 'payment': {
      const { status, mode, amountXof } = spoken;
      return [
        ...(mode === 'sandbox' ? [['test']] : []),
        [status === 'success' ? 'received' : status],
        amountXof === null ? ['amount-unknown'] : sayAmount(amountXof, grammar),
        ...(status === 'success' ? [] : [['hand-nothing-over']]),
      ];
    }
    case 'several': {
      const count = sayNumber(spoken.count, grammar);
      return [[...(count ?? []), 'payments-received'], sayAmount(spoken.totalXof, grammar)];
    }
    case 'unclaimed':
      return [['not-handed-over'], sayAmount(spoken.amountXof, grammar)];
    case 'cut-off':
    case 'heard-again':
      return [[spoken.kind]];
  }
}
