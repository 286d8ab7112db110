import * as v from 'valibot';
import type { DiagnosticsSaved } from './diagnostics-commands';
import type { HeardCallInFull, Replayed, TechnicianReport } from '../diagnosis/technician';
import { command } from './command';

const call = v.strictObject({ id: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** For the person who helps the merchant: the calls that arrived, and what Comptoir made of them. Nothing here changes anything. */
export const technicianCommands = {
  getTechnicianReport: command<TechnicianReport>('owner-looking')(v.null()),
  /** The ids of the calls whose headers or body say this, in any case of letters. */
  searchCalls: command<readonly number[]>('owner')(
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(100)) }),
  ),
  /** Null once it has made room for newer ones. */
  getCall: command<HeardCallInFull | null>('owner')(call),
  /** Reads the body of a call once more: dry, nothing is stored and nothing rings. Null where none can be read. */
  replayCall: command<Replayed | null>('owner')(call),
  /** The call as a line for curl, on the clipboard of this computer; secrets stay masked. */
  copyCall: command<null>('owner')(call),
  /** One call with numbers and names replaced, in a file for the person who helps; null: the first real one that is kept. */
  saveExample: command<DiagnosticsSaved>('owner')(
    v.strictObject({ id: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  ),
  /** Begins to read the whole ledger; the report tells how far it is, and what was found. */
  checkLedger: command<null>('owner')(v.null()),
};
