import * as v from 'valibot';
import type { Language } from '../settings/preferences';
import { grammar, phraseName } from './grammar-file';
import { mostPhrases, phrasesIn, type Grammar } from './grammar';
import { longestClipBytes } from './samples';

/** The phrases around amounts. If one is missing, the usual voice says its sentence. */
export const sentencePhrases = [
  ...['received', 'failed', 'check', 'test', 'amount-unknown', 'look-at-screen', 'hand-nothing-over'],
  ...['payments-received', 'not-handed-over', 'cut-off', 'heard-again'],
] as const;

export const longestPackName = 40;
export const packName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestPackName));
const base64 = v.pipe(v.string(), v.maxLength(Math.ceil(longestClipBytes / 3) * 4), v.base64());

/** A pack without its recordings. `script`: what the speaker reads, for a language that is not ours. */
export const packHead = v.strictObject({
  name: packName,
  /** One of our languages, whose words are known; null: the pack's own language, whose words are in its script. */
  language: v.nullable(v.picklist(['fr', 'en'])),
  grammar,
  script: v.record(phraseName, v.pipe(v.string(), v.minLength(1), v.maxLength(80))),
});

/** One file that holds a voice; without clips: a grammar to record for. */
export const packFile = v.strictObject({
  comptoirVoice: v.literal(1),
  ...packHead.entries,
  clips: v.record(phraseName, base64),
});
export type PackFile = v.InferOutput<typeof packFile>;
export type PackHead = v.InferOutput<typeof packHead>;

/** The size with every phrase at its greatest length. */
export const longestPackBytes = 20 * 1024 * 1024;

/** All phrases to record, in the order of the session; null where there are too many. */
export function phrasesOfPack(numbers: Grammar): readonly string[] | null {
  const counted = phrasesIn(numbers);
  if (counted === null) return null;
  const all = [...new Set([...sentencePhrases, ...counted])];
  return all.length > mostPhrases ? null : all;
}

/** What the owner's screen shows of it. */
export interface VoicePackView {
  /** Changes with each recording. */
  readonly id: string;
  readonly name: string;
  readonly language: Language | null;
  readonly phrases: readonly {
    readonly name: string;
    readonly text: string | null;
    readonly isRecorded: boolean;
  }[];
}

/** What the shop's own voice says of a sentence, phrase by phrase; null: the usual voice says it. */
export interface OwnVoice {
  readonly id: string;
  readonly phrases: readonly (readonly string[] | null)[];
}
