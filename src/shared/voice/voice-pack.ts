import * as v from 'valibot';
import type { Language } from '../settings/preferences';
import { grammar, phraseName } from './grammar-file';
import { mostPhrases, phrasesIn, type Grammar } from './grammar';
import { longestClipBytes } from './samples';

/** What is said around amounts. Without one of them the usual voice says its sentence. */
export const sentencePhrases = [
  ...['received', 'failed', 'check', 'test', 'amount-unknown', 'look-at-screen', 'hand-nothing-over'],
  ...['payments-received', 'not-handed-over', 'cut-off', 'heard-again'],
] as const;

export const longestPackName = 40;
export const packName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestPackName));
const base64 = v.pipe(v.string(), v.maxLength(Math.ceil(longestClipBytes / 3) * 4), v.base64());

/** What a pack is, but for what was recorded. `script`: what the speaker reads, where it is not one of our own languages. */
export const packHead = v.strictObject({
  name: packName,
  /** Ours, whose words are known; null: the pack's own, which its script tells. */
  language: v.nullable(v.picklist(['fr', 'en'])),
  grammar,
  script: v.record(phraseName, v.pipe(v.string(), v.minLength(1), v.maxLength(80))),
});

/** One file that carries a voice; without clips: a grammar to record for. */
export const packFile = v.strictObject({
  comptoirVoice: v.literal(1),
  ...packHead.entries,
  clips: v.record(phraseName, base64),
});
export type PackFile = v.InferOutput<typeof packFile>;
export type PackHead = v.InferOutput<typeof packHead>;

/** As much as it takes with every phrase at its longest. */
export const longestPackBytes = 20 * 1024 * 1024;

/** All that is to be recorded, in the order of the sitting; null where it is too much for one. */
export function phrasesOfPack(numbers: Grammar): readonly string[] | null {
  const counted = phrasesIn(numbers);
  if (counted === null) return null;
  const all = [...new Set([...sentencePhrases, ...counted])];
  return all.length > mostPhrases ? null : all;
}

/** What the owner's screen shows of it. */
export interface VoicePackView {
  /** Another one with each recording. */
  readonly id: string;
  readonly name: string;
  readonly language: Language | null;
  readonly phrases: readonly {
    readonly name: string;
    readonly text: string | null;
    readonly isRecorded: boolean;
  }[];
}

/** What of a sentence the shop's own voice says, phrase by phrase; null: the usual voice does. */
export interface OwnVoice {
  readonly id: string;
  readonly phrases: readonly (readonly string[] | null)[];
}
