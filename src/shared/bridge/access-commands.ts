import * as v from 'valibot';
import { command } from './command';

export const shortestPin = 4;
export const longestPin = 12;

function pin() {
  return v.pipe(v.string(), v.regex(new RegExp(`^\\d{${shortestPin},${longestPin}}$`)));
}

/** The owner's PIN crosses inwards only, and only to be compared or to take the place of the one before it. */
export const accessCommands = {
  unlock: command<null>('helper')(v.strictObject({ pin: pin() })),
  lock: command<null>('helper')(v.null()),
  /** `current`: null where there is none yet. Setting one lets the caller in. */
  setPin: command<null>('owner')(v.strictObject({ current: v.nullable(pin()), pin: pin() })),
  removePin: command<null>('owner')(v.strictObject({ current: pin() })),
} as const;
