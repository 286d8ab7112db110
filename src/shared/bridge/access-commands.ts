import * as v from 'valibot';
import { longestHelperName, longestPin, shortestPin } from '../settings/bounds';
import { command } from './command';

/** A PIN of the owner, or the code of a helper who has one. */
export function pin() {
  return v.pipe(v.string(), v.regex(new RegExp(`^\\d{${shortestPin},${longestPin}}$`)));
}

/** The owner's PIN crosses inwards only: to be compared, or to replace the former one. */
export const accessCommands = {
  unlock: command<null>('helper')(v.strictObject({ pin: pin() })),
  lock: command<null>('helper')(v.null()),
  /** `current`: null if no PIN is set yet. Setting a PIN unlocks the caller. */
  setPin: command<null>('owner')(v.strictObject({ current: v.nullable(pin()), pin: pin() })),
  /** Null takes it away. It crosses inwards only, as the PIN does. */
  setHelperCode: command<null>('owner')(
    v.strictObject({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestHelperName)),
      code: v.nullable(pin()),
    }),
  ),
  removePin: command<null>('owner')(v.strictObject({ current: pin() })),
} as const;
