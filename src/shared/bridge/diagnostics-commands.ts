import * as v from 'valibot';
import type { Health } from '../diagnosis/diagnosis';
import { command } from './command';

/** Where the file for a technician went. */
export type DiagnosticsSaved =
  | { readonly kind: 'saved'; readonly file: string }
  /** The window fetches this address, once, and the browser saves what comes. */
  | { readonly kind: 'download'; readonly path: string }
  | { readonly kind: 'declined' };

/** Helpers may use both: neither shows money, and a helper who is alone in the shop may need them. */
export const diagnosticsCommands = {
  getHealth: command<Health>('helper')(v.null()),
  /** A zip with versions, state, settings, log, crash records and refusals; no payment, no secret, no payer. */
  saveDiagnostics: command<DiagnosticsSaved>('helper')(v.null()),
  /** In the computer's own file manager. In a browser: refused. */
  showLogFolder: command<null>('helper')(v.null()),
} as const;
