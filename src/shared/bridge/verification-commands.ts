import * as v from 'valibot';
import { command, mode } from './command';
import { provider } from './endpoint-commands';

export const verificationCommands = {
  /** Null forgets them. They cross inwards once, when they are pasted. */
  saveApiKeys: command<null>('owner')(
    v.strictObject({
      provider: provider(),
      mode: mode(),
      keys: v.nullable(v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(500)))),
    }),
  ),
} as const;
