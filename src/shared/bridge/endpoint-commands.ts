import * as v from 'valibot';
import { mainProvider, providerDescriptions } from '../providers/providers';
import { command, mode } from './command';

/** Left out: the main provider. */
export function provider() {
  return v.optional(v.picklist(providerDescriptions.map(({ name }) => name)), mainProvider);
}

/** The secret between a provider and this counter, and the address that goes with it. */
export const endpointCommands = {
  regenerateHashSecret: command<null>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  /** The former secret has leaked: refuse it from now on, and erase it. */
  revokePreviousSecret: command<null>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  /** A secret that the provider made. It crosses inwards once, when it is pasted. */
  saveHashSecret: command<null>('owner')(
    v.strictObject({ provider: provider(), mode: mode(), secret: v.pipe(v.string(), v.maxLength(500)) }),
  ),
  /**
   * The secret itself, for the page to copy. Only once this run found that the computer has no usable
   * clipboard, for example without xclip. No other screen has this command.
   */
  takeHashSecret: command<string>('owner')(v.strictObject({ provider: provider(), mode: mode() })),
  copyToClipboard: command<null>('owner')(
    v.strictObject({ what: v.picklist(['webhook-url', 'hash-secret']), provider: provider(), mode: mode() }),
  ),
};
