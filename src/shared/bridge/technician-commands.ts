import * as v from 'valibot';
import type { DiagnosticsSaved } from './diagnostics-commands';
import type { HeardCallInFull, Replayed, TechnicianReport } from '../diagnosis/technician';
import { command } from './command';

const call = v.strictObject({ id: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/**
 * For the technician: the calls that arrived, and what Comptoir made of them. No payment changes through
 * these.
 */
export const technicianCommands = {
  getTechnicianReport: command<TechnicianReport>('owner-looking')(v.null()),
  /** The ids of the calls whose headers or body contain this text, in upper or lower case. */
  searchCalls: command<readonly number[]>('owner')(
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(100)) }),
  ),
  /** Null once newer calls have replaced it. */
  getCall: command<HeardCallInFull | null>('owner')(call),
  /** Reads the body of a call again: nothing is stored and nothing rings. Null where it cannot be read. */
  replayCall: command<Replayed | null>('owner')(call),
  /** The call as a line for curl, on the clipboard of this computer; secrets stay masked. */
  copyCall: command<null>('owner')(call),
  /**
   * One call with numbers and names replaced, in a file for the technician; null: the first real one that is
   * kept.
   */
  saveExample: command<DiagnosticsSaved>('owner')(
    v.strictObject({ id: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  ),
  /** Starts to read the whole ledger; the report tells the progress and the result. */
  checkLedger: command<null>('owner')(v.null()),
};
