import * as v from 'valibot';
import { phraseName } from '../voice/grammar-file';
import { longestClipBytes } from '../voice/samples';
import { longestPackBytes, type VoicePackView } from '../voice/voice-pack';
import { command } from './command';
import type { ExportStart } from '../payment/export';

function base64(mostBytes: number) {
  return v.pipe(v.string(), v.maxLength(Math.ceil(mostBytes / 3) * 4), v.base64());
}
const clip = v.strictObject({ id: v.pipe(v.string(), v.maxLength(40)), name: phraseName });

/** The shop's own voice: recorded by its owner, carried as one file. */
export const voiceCommands = {
  /** Null: no voice was recorded. */
  getVoicePack: command<VoicePackView | null>('owner-looking')(v.null()),
  /** Begins one in one of our languages, in place of the one before. */
  startVoicePack: command<null>('owner')(v.strictObject({ language: v.picklist(['fr', 'en']) })),
  /** One phrase, as a WAV file of one channel with 16,000 samples a second. */
  saveVoiceClip: command<null>('owner')(v.strictObject({ name: phraseName, wav: base64(longestClipBytes) })),
  /** What a page with a loudspeaker plays, in base64; null where it is gone meanwhile. */
  getVoiceClip: command<string | null>('helper', 'bell')(clip),
  exportVoicePack: command<ExportStart>('owner')(v.null()),
  /** A pack's file whole, in base64, in place of the one before. */
  importVoicePack: command<null>('owner')(v.strictObject({ bytes: base64(longestPackBytes) })),
  removeVoicePack: command<null>('owner')(v.null()),
  /** The microphone is asked for now, or is done with: without it no page gets it. */
  holdMicrophone: command<null>('owner')(v.strictObject({ held: v.boolean() })),
} as const;
