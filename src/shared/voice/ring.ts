import type { DayWord } from './day-word';
import type { Announcement } from './announcement';
import type { Language } from '../settings/preferences';
import type { Voice } from '../settings/bounds';
import type { OwnVoice } from './voice-pack';
import type { SettingsSummary } from '../settings/settings';

/** One sound, followed by a sentence where there is one and the shop wants it said. */
export interface Ring extends Pick<Announcement, 'sound' | 'spoken'> {
  /** The word of the day, said first where the shop wants it: a faked sound cannot know it. */
  readonly dayWord?: DayWord;
  readonly language: Language;
  readonly voice: Voice;
  /** 0 to 1. */
  readonly volume: number;
  /** The part that the shop's own voice says. */
  readonly ownVoice?: OwnVoice;
  /** Its words are for the owner only, so it is not sent to other pages. */
  readonly isOwners?: true;
}

/** Whether sounds are wanted and not paused at this instant (ms since the epoch). */
export function isAudible(
  { sound, soundsPausedUntil }: Pick<SettingsSummary, 'sound' | 'soundsPausedUntil'>,
  now: number,
): boolean {
  return sound && (soundsPausedUntil === null || now >= Date.parse(soundsPausedUntil));
}
