import type { LedgerState } from '../../shared/state/app-state';
import type { Notice } from '../../shared/state/notice';
import type { MissingPayments } from '../../shared/payment/missing';
import type { DeafPeriod } from '../../shared/silence/hearing';
import type {
  ClaimDeed,
  Day,
  DaySummary,
  Found,
  GivenBack,
  Mode,
  Payment,
  PaymentEvent,
  PaymentFilter,
  PaymentPage,
  PaymentQuery,
  Verification,
} from '../../shared/payment/payment';

/** An authenticated call on its way into the ledger. */
export interface ReceivedEvent {
  readonly provider: string;
  readonly mode: Mode;
  /** ISO instant. */
  readonly receivedAt: string;
  /** Exactly the bytes that came. */
  readonly rawBody: Uint8Array;
  /** Lower-case names; the secret's value already masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly event: PaymentEvent;
  /** Put in by a person, not by a call: dated as it says itself, and never a second time beside an announcement. */
  readonly found?: Found;
}

export interface EventName {
  readonly provider: string;
  readonly mode: Mode;
  readonly event: string;
  readonly transactionId: string;
}

export interface AppendOutcome {
  readonly payment: Payment;
  /**
   * This very event (provider, mode, transactionId, event, same essence) was stored before: one delivery more. One found
   * again is a duplicate of anything with that number, whatever it says; then `payment` is what was stored.
   */
  readonly duplicate: boolean;
}

/** Nothing was written and nothing may be acknowledged. The caller answers 503. */
export class LedgerRefusal extends Error {
  readonly reason: Extract<LedgerState, { kind: 'refusing' }>['reason'] | 'closed';
  constructor(reason: LedgerRefusal['reason'], options?: ErrorOptions) {
    super(`the ledger cannot write: ${reason}`, options);
    this.reason = reason;
  }
}

/** What was found out about a payment later. The newest of a field holds. */
export type Annotation =
  | { readonly field: 'claim'; readonly value: ClaimDeed }
  | { readonly field: 'verification'; readonly value: Verification }
  | { readonly field: 'twin'; readonly value: string }
  | { readonly field: 'given-back'; readonly value: GivenBack };

/** A payment with everything the ledger holds of it. */
export interface StoredPayment extends Payment {
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly claimHistory: readonly ClaimDeed[];
}

/** What `check` found, having read everything. */
export interface CheckReport {
  /** Calls acknowledged: payments and repeated deliveries. */
  readonly events: number;
  readonly payments: number;
  readonly duplicates: number;
  /** Records that could not be read and are set aside. */
  readonly damaged: number;
  /** Torn tails dropped and caches rebuilt: nothing acknowledged was in them. */
  readonly repaired: number;
  readonly deafPeriods: number;
}

/** What a ledger holds at a moment, to be kept elsewhere: a start that finds less knows that something is missing. */
export interface LedgerTrace {
  /** The last number that was flushed. */
  readonly seq: number;
  /** Payments ever received, those found missing since included. */
  readonly ever: number;
  /** ISO instant of that moment, where it was noted: what is missing came on that day. */
  readonly at?: string;
}

/** A payment as a caller is shown it. */
export type Shown = (payment: Payment) => Payment;

export interface LedgerReader {
  /** `shown`: a text is looked for in what it gives of a payment, and in no more. The page holds whole payments. */
  page(query: PaymentQuery, shown?: Shown): Promise<PaymentPage>;
  /** All payments that match, as they were when the first was asked for; memory does not grow with their number. */
  payments(filter: PaymentFilter, order?: 'newest' | 'oldest'): AsyncIterable<Payment>;
  payment(id: string): Promise<StoredPayment | null>;
  /** Totals of one business day; zeroes where nothing came. */
  day(day: Day): Promise<DaySummary>;
  deafPeriods(from: Day, to: Day): Promise<readonly DeafPeriod[]>;
  /** `onProgress` is told the share done, 0 to 1. */
  check(onProgress?: (share: number) => void): Promise<CheckReport>;
  /**
   * Of the business days from one to another, whether or not a person has read of it; without days: of all that no person
   * has read of yet. Null where none is.
   */
  missing(from?: Day, to?: Day): Promise<MissingPayments | null>;
  /** Hashes of the day closes that were noted, by their numbers. */
  closes(): Promise<ReadonlyMap<number, string>>;
  close(): Promise<void>;
}

/**
 * The durable, deduplicating store of events. One process writes to it at a time.
 *
 * Promise: once `append` resolves, the event outlives a power cut at that very moment; a duplicate resolves no sooner
 * than the flush of its first copy. Nothing acknowledged is ever changed or removed, but for `forgetPayersBefore`.
 */
export interface Ledger extends LedgerReader {
  /** The first payment that was announced, or put in, under this event and number; null where there is none. */
  find(name: EventName): Promise<Payment | null>;
  /** Rejects with `LedgerRefusal` where it cannot be made durable; then nothing of it is kept. */
  append(event: ReceivedEvent): Promise<AppendOutcome>;
  /** Records the opening (`to` null) or closing of a deaf period; the same id again replaces it. Durable once resolved. */
  recordDeafPeriod(period: DeafPeriod): Promise<void>;
  /** Keeps the hash of a day close beside the close itself. Durable once resolved. */
  noteClose(number: number, hash: string): Promise<void>;
  /** Claims a payment or says what its verification gave. Durable once resolved; null where there is no such payment. */
  annotate(paymentId: string, annotation: Annotation): Promise<Payment | null>;
  /**
   * Removes what tells of the payer from payments of days before this one: number, label, the shop's own data, the call
   * itself. Amounts, numbers of transactions and what duplicates are known by stay. Goes on behind; asked again, it takes
   * up where it was.
   */
  forgetPayersBefore(day: Day): void;
  /**
   * Runs `task` while every file but the journal's segments stands still, so that the folder can be copied. Calls are
   * recorded meanwhile; a segment only grows.
   */
  still<T>(task: () => Promise<T>): Promise<T>;
  /**
   * Call it when a search is about to be typed: reads the search files, so that the first answer is as fast as the
   * others.
   */
  prepareSearch(): Promise<void>;
  trace(): LedgerTrace;
  /**
   * Reads the documents of days from this one on, and holds them against the manifest: what is missing is set down as a
   * finding, what is damaged set aside, and the rest written anew. Resolves once that is done.
   */
  scrub(from: Day): Promise<void>;
  /** A person has read of what is missing. */
  missingSeen(): Promise<void>;
  state(): LedgerState;
  onState(listener: (state: LedgerState) => void): () => void;
}

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** What had to be repaired or set aside on the way in. */
  readonly notices: readonly Notice[];
}
