import * as v from 'valibot';
import { mainProvider, providerDescriptions } from '../providers/providers';
import { command, mode } from './command';

/** The main provider where none is named. */
export function provider() {
  return v.optional(v.picklist(providerDescriptions.map(({ name }) => name)), mainProvider);
}

/** The secret between a provider and this counter, and the address that goes with it. */
export const endpointCommands = {
  regenerateHashSecret: command<null>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  /** The secret before the present one has leaked: it is refused from now on, and erased. */
  revokePreviousSecret: command<null>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  /** A secret that the provider made. It crosses inwards once, when it is pasted. */
  saveHashSecret: command<null>('owner')(
    v.strictObject({ provider: provider(), mode: mode(), secret: v.pipe(v.string(), v.maxLength(500)) }),
  ),
  /**
   * The secret itself, for the page to copy: once this run found no clipboard of the computer, as without xclip, and never
   * before. No screen has this command.
   */
  takeHashSecret: command<string>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  copyToClipboard: command<null>('owner')(
    v.strictObject({ what: v.picklist(['webhook-url', 'hash-secret']), provider: provider(), mode: mode() }),
  ),
};
