import type { DayWord } from './day-word';
import type { Announcement } from './announcement';
import type { Language, Voice } from '../settings/preferences';
import type { SettingsSummary } from '../settings/settings';

/** One thing to be heard: a sound, and after it a sentence where there is one to say and somebody wants it said. */
export interface Ring extends Pick<Announcement, 'sound' | 'spoken'> {
  /** To be said first, where the shop wants it: a sound from elsewhere does not know it. */
  readonly dayWord?: DayWord;
  readonly language: Language;
  readonly voice: Voice;
  /** 0 to 1. */
  readonly volume: number;
  /** It says what the owner alone may know: nobody else's page hears it. */
  readonly isOwners?: true;
}

/** Whether sounds may be heard at this instant (ms since the epoch): wanted, and not paused. */
export function isAudible(
  { sound, soundsPausedUntil }: Pick<SettingsSummary, 'sound' | 'soundsPausedUntil'>,
  now: number,
): boolean {
  return sound && (soundsPausedUntil === null || now >= Date.parse(soundsPausedUntil));
}
