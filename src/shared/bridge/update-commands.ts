import * as v from 'valibot';
import { command } from './command';

export const updateCommands = {
  /** Fetches what waits for a word of the owner, whatever the line costs. Where nothing waits, nothing happens. */
  fetchUpdate: command<null>('owner')(v.null()),
  /** When what is ready is to be installed. Where nothing is ready, nothing happens. */
  installUpdate: command<null>('owner')(v.strictObject({ when: v.picklist(['now', 'tonight']) })),
} as const;
