import * as v from 'valibot';
import { command } from './command';

export const updateCommands = {
  /** When what is ready is to be installed. Where nothing is ready, nothing happens. */
  installUpdate: command<null>('owner')(v.strictObject({ when: v.picklist(['now', 'tonight']) })),
} as const;
