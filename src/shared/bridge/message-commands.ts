import * as v from 'valibot';
import { command } from './command';

function pasted() {
  return v.pipe(v.string(), v.maxLength(300));
}

/** Messages to the owner's phone, by a service of the owner's own choice. What is pasted crosses inwards only. */
export const messageCommands = {
  /** Null: none are sent. */
  setOwnerMessages: command<null>('owner')(
    v.strictObject({
      way: v.nullable(
        v.variant('kind', [
          v.strictObject({ kind: v.literal('ntfy'), server: pasted(), topic: pasted() }),
          v.strictObject({ kind: v.literal('telegram'), token: pasted() }),
        ]),
      ),
    }),
  ),
  /** Sends one now, and tells whether it was taken. */
  tryOwnerMessages: command<null>('owner')(v.null()),
} as const;
