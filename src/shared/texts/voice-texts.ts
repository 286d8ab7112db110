import type { Spoken } from '../voice/announcement';
import { formatXof } from '../payment/money';
import type { Language } from '../settings/preferences';
import type { DayWord } from '../voice/day-word';
import { dayWordText } from './day-word-texts';
import { definePlainTexts } from './define-texts';

interface VoiceTexts {
  readonly test: string;
  readonly status: Readonly<Record<'success' | 'failed' | 'check', string>>;
  readonly amountUnknown: string;
  readonly handNothingOver: string;
  readonly several: (count: number) => string;
  readonly notHandedOver: string;
  readonly cutOff: string;
  readonly heardAgain: string;
}

/** The clips' sentences as text, for a voice of the computer: it reads digits by itself. */
const voiceTexts = definePlainTexts<VoiceTexts>({
  fr: {
    test: 'Essai.',
    status: { success: 'Paiement reçu :', failed: 'Paiement échoué :', check: 'Paiement à vérifier :' },
    amountUnknown: 'montant inconnu.',
    handNothingOver: 'Ne donnez rien.',
    several: (count) => (count === 1 ? '1 paiement reçu :' : `${count} paiements reçus :`),
    notHandedOver: 'Pas encore servi :',
    cutOff: 'Attention, les paiements ne sonnent plus.',
    heardAgain: 'Les paiements sonnent de nouveau.',
  },
  en: {
    test: 'Test.',
    status: { success: 'Payment received:', failed: 'Payment failed:', check: 'Payment to check:' },
    amountUnknown: 'amount unknown.',
    handNothingOver: 'Hand nothing over.',
    several: (count) => (count === 1 ? '1 payment received:' : `${count} payments received:`),
    notHandedOver: 'Not handed over yet:',
    cutOff: 'Attention, payments no longer ring.',
    heardAgain: 'Payments ring again.',
  },
});

/** What is said about an event, as one text. */
export function spokenText(spoken: Spoken, language: Language, dayWord?: DayWord): string {
  const sentence = sentenceOf(spoken, language);
  return dayWord === undefined ? sentence : `${dayWordText(dayWord, language)}. ${sentence}`;
}

function sentenceOf(spoken: Spoken, language: Language): string {
  const texts = voiceTexts[language];
  const francs = (amountXof: number): string =>
    formatXof(amountXof, language).replace(
      / F$/,
      amountXof < 2 && language === 'fr' ? ' franc.' : ' francs.',
    );
  switch (spoken.kind) {
    case 'payment':
      return [
        ...(spoken.mode === 'sandbox' ? [texts.test] : []),
        texts.status[spoken.status],
        spoken.amountXof === null ? texts.amountUnknown : francs(spoken.amountXof),
        ...(spoken.status === 'success' ? [] : [texts.handNothingOver]),
      ].join(' ');
    case 'several':
      return `${texts.several(spoken.count)} ${francs(spoken.totalXof)}`;
    case 'unclaimed':
      return `${texts.notHandedOver} ${francs(spoken.amountXof)}`;
    case 'cut-off':
      return texts.cutOff;
    case 'heard-again':
      return texts.heardAgain;
  }
}
