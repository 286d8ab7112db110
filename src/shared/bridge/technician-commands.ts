import * as v from 'valibot';
import type { HeardCallInFull, Replayed, TechnicianReport } from '../diagnosis/technician';
import { command } from './command';

const call = v.strictObject({ id: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** For the person who helps the merchant: what came over the wire, and what was made of it. Nothing here changes anything. */
export const technicianCommands = {
  getTechnicianReport: command<TechnicianReport>('owner-looking')(v.null()),
  /** Null once it has made room for newer ones. */
  getCall: command<HeardCallInFull | null>('owner')(call),
  /** Reads the body of a call once more: dry, nothing is stored and nothing rings. Null where none can be read. */
  replayCall: command<Replayed | null>('owner')(call),
  /** The call as a line for curl, on the clipboard of this computer; secrets stay masked. */
  copyCall: command<null>('owner')(call),
  /** Begins to read the whole ledger; the report tells how far it is, and what was found. */
  checkLedger: command<null>('owner')(v.null()),
};
