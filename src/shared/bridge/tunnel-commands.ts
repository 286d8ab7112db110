import * as v from 'valibot';
import { command } from './command';

export const tunnelCommands = {
  retryTunnel: command<null>('helper')(v.null()),
  /** Crosses inwards only. */
  saveAuthtoken: command<null>('owner')(v.strictObject({ authtoken: pasted() })),
  /** Crosses inwards only: the token itself, or the whole command that Cloudflare's page offers to copy. */
  saveCloudflareToken: command<null>('owner')(v.strictObject({ token: pasted() })),
} as const;

function pasted() {
  return v.pipe(v.string(), v.maxLength(1_000));
}
