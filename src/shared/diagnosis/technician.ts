import type { Mode, PaymentEvent } from '../payment/payment';
import type { RefusalReason } from './refusal';
import type { SecretDiagnosis } from './secret-diagnosis';

/** One call as it arrived. Header values that carry a secret are masked, and the secret itself is not in it. */
export interface HeardCall {
  /** Grows by 1 a call, across restarts too. */
  readonly id: number;
  /** ISO instant at which its headers had been read. */
  readonly at: string;
  readonly tookMs: number;
  readonly method: string;
  readonly path: string;
  /** HTTP status of the answer; null where the sender left before. */
  readonly status: number | null;
  /** Null where the path does not tell. */
  readonly provider: string | null;
  readonly mode: Mode | null;
  readonly refusal: { readonly reason: RefusalReason; readonly diagnosis: SecretDiagnosis | null } | null;
  /** In bytes; null: not read, because a call without proof is refused before its body. */
  readonly bodySize: number | null;
}

/** The same with headers and body. */
export interface HeardCallInFull extends HeardCall {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Base64 of the bytes. */
  readonly body: string | null;
}

export type LedgerCheck =
  | { readonly kind: 'idle' }
  /** `share`: 0 to 1. */
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'done'; readonly at: string; readonly report: LedgerCheckReport }
  | { readonly kind: 'failed'; readonly at: string };

/** What the ledger holds, after reading all of it. */
export interface LedgerCheckReport {
  readonly events: number;
  readonly payments: number;
  readonly duplicates: number;
  readonly damaged: number;
  readonly repaired: number;
  readonly deafPeriods: number;
}

export interface TechnicianReport {
  /** Newest first, the last 200, those before a restart too. */
  readonly calls: readonly HeardCall[];
  /** Oldest first, the last 300 since the start, each with its instant. */
  readonly log: readonly string[];
  readonly check: LedgerCheck;
}

/** How the parser reads a body; null: it announces no payment's outcome, so nothing is kept. */
export interface Replayed {
  readonly event: PaymentEvent | null;
}
