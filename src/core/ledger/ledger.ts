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
  /** A person added it, no call did: it has its own date, and is never stored beside an announcement. */
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
   * This event (provider, mode, transactionId, event, same essence) was stored before: one more delivery. A payment that
   * a person adds is a duplicate of any payment with its number; then `payment` is the stored one.
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

/** What was found out about a payment later. The newest value of a field holds. */
export type Annotation =
  | { readonly field: 'claim'; readonly value: ClaimDeed }
  | { readonly field: 'verification'; readonly value: Verification }
  | { readonly field: 'twin'; readonly value: string }
  | { readonly field: 'given-back'; readonly value: GivenBack };

/** A payment with everything the ledger holds about it. */
export interface StoredPayment extends Payment {
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly claimHistory: readonly ClaimDeed[];
}

/** What `check` found after reading everything. */
export interface CheckReport {
  /** Acknowledged calls: payments and repeated deliveries. */
  readonly events: number;
  readonly payments: number;
  readonly duplicates: number;
  /** Records that could not be read and were set aside. */
  readonly damaged: number;
  /** Torn tails dropped and caches rebuilt: nothing acknowledged was in them. */
  readonly repaired: number;
  readonly deafPeriods: number;
}

/** What a ledger held at a moment, stored elsewhere: a start that finds less knows that something is missing. */
export interface LedgerTrace {
  /** The last number that was flushed. */
  readonly seq: number;
  /** Payments ever received, including those found missing since. */
  readonly ever: number;
  /** ISO instant of that moment, where it is known: missing payments came on that day. */
  readonly at?: string;
}

/** A payment as a caller may see it. */
export type Shown = (payment: Payment) => Payment;

export interface LedgerReader {
  /** `shown`: a text is only searched in what this function returns of a payment. The page holds whole payments. */
  page(query: PaymentQuery, shown?: Shown): Promise<PaymentPage>;
  /** All matching payments, as they were when the first was asked for; memory does not grow with their number. */
  payments(filter: PaymentFilter, order?: 'newest' | 'oldest'): AsyncIterable<Payment>;
  payment(id: string): Promise<StoredPayment | null>;
  /** Totals of one business day; zeroes where nothing came. */
  day(day: Day): Promise<DaySummary>;
  deafPeriods(from: Day, to: Day): Promise<readonly DeafPeriod[]>;
  /** `onProgress` gets the finished share, 0 to 1. */
  check(onProgress?: (share: number) => void): Promise<CheckReport>;
  /**
   * Missing payments of the business days from one to another, read about or not. Without days: all that no person has
   * read about yet. Null where none is missing.
   */
  missing(from?: Day, to?: Day): Promise<MissingPayments | null>;
  /** Hashes of the recorded day closes, by their numbers. */
  closes(): Promise<ReadonlyMap<number, string>>;
  close(): Promise<void>;
}

/**
 * The durable, deduplicating store of events. One process writes to it at a time.
 *
 * Promise: once `append` resolves, the event survives a power cut at that moment. A duplicate resolves no sooner than the
 * flush of its first copy. Nothing acknowledged is ever changed or removed, except by `forgetPayersBefore`.
 */
export interface Ledger extends LedgerReader {
  /** The first payment announced or added under this event and number; null where there is none. */
  find(name: EventName): Promise<Payment | null>;
  /** Rejects with `LedgerRefusal` where the event cannot be made durable; then nothing of it is kept. */
  append(event: ReceivedEvent): Promise<AppendOutcome>;
  /** Records the opening (`to` null) or closing of a deaf period; the same id replaces it. Durable once resolved. */
  recordDeafPeriod(period: DeafPeriod): Promise<void>;
  /** Stores the hash of a day close apart from the close itself. Durable once resolved. */
  noteClose(number: number, hash: string): Promise<void>;
  /** Records a claim or the result of a verification. Durable once resolved; null where there is no such payment. */
  annotate(paymentId: string, annotation: Annotation): Promise<Payment | null>;
  /**
   * Removes the payer's data from payments of days before this one: number, label, the shop's own data, the call itself.
   * Amounts, transaction numbers and what duplicates are recognised by stay. Works in the background; a later call
   * continues where it stopped.
   */
  forgetPayersBefore(day: Day): void;
  /**
   * Runs `task` while every file except the journal's segments stays unchanged, so that the folder can be copied. Calls
   * are recorded meanwhile; a segment only grows.
   */
  still<T>(task: () => Promise<T>): Promise<T>;
  /**
   * Call it when a person is about to search: it reads the search files, so that the first answer is as fast as the
   * others.
   */
  prepareSearch(): Promise<void>;
  trace(): LedgerTrace;
  /**
   * Reads the documents from this day on and compares them with the manifest. It records what is missing as a finding,
   * sets aside what is damaged, and writes the rest again. Resolves once that is done.
   */
  scrub(from: Day): Promise<void>;
  /** A person has read about what is missing. */
  missingSeen(): Promise<void>;
  state(): LedgerState;
  onState(listener: (state: LedgerState) => void): () => void;
}

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** What had to be repaired or set aside during opening. */
  readonly notices: readonly Notice[];
}
