import * as v from 'valibot';
import { command } from './command';

export const relayCommands = {
  /** The invitation as it was pasted. */
  joinRelay: command<null>('owner')(v.strictObject({ invitation: v.pipe(v.string(), v.maxLength(1_000)) })),
  leaveRelay: command<null>('owner')(v.null()),
} as const;
