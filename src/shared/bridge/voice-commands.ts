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
  /** Begins a pack in one of our languages, replacing the former one. */
  startVoicePack: command<null>('owner')(v.strictObject({ language: v.picklist(['fr', 'en']) })),
  /** One phrase, as a WAV file of one channel with 16,000 samples a second. */
  saveVoiceClip: command<null>('owner')(v.strictObject({ name: phraseName, wav: base64(longestClipBytes) })),
  /** The clip in base64, for a page that plays sounds; null where it was removed meanwhile. */
  getVoiceClip: command<string | null>('helper', 'bell')(clip),
  exportVoicePack: command<ExportStart>('owner')(v.null()),
  /** A whole pack file in base64, replacing the former pack. */
  importVoicePack: command<null>('owner')(v.strictObject({ bytes: base64(longestPackBytes) })),
  removeVoicePack: command<null>('owner')(v.null()),
  /** The page needs the microphone now, or no longer does. Without this no page gets it. */
  holdMicrophone: command<null>('owner')(v.strictObject({ held: v.boolean() })),
} as const;
