import * as v from 'valibot';
import { command } from './command';

export const pauses = ['15-minutes', '1-hour', 'until-tomorrow'] as const;
/** How long the bell keeps quiet; `until-tomorrow` ends where the shop's next day begins. */
export type Pause = (typeof pauses)[number];

/** What a window and the tray may ask of the bell. */
export const soundCommands = {
  /** Null: sounds are heard again at once. `settings.soundsPausedUntil` holds the result. */
  pauseSounds: command<null>('helper')(v.strictObject({ pause: v.nullable(v.picklist(pauses)) })),
  /** Plays the last payment again, also one from before this start. Heard even while sounds are paused. */
  replayLast: command<null>('helper')(v.null()),
  /**
   * Says today's total aloud, even while sounds are paused. Only for a caller who may see the owner's things.
   */
  sayDayTotal: command<null>('owner')(v.null()),
  /** A test of sound, voice and volume, heard in any case. */
  tryBell: command<null>('owner')(v.null()),
};
