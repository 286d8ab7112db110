import * as v from 'valibot';
import { command } from './command';

export const updateCommands = {
  /**
   * Fetches an update that waits for the owner's consent, whatever the line costs. Does nothing where none
   * waits.
   */
  fetchUpdate: command<null>('owner')(v.null()),
  /** When to install an update that is ready. Does nothing where none is. */
  installUpdate: command<null>('owner')(v.strictObject({ when: v.picklist(['now', 'tonight']) })),
} as const;
