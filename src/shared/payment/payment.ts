/** A payment as the shop sees it: what the provider announced, and what happened to it at the counter. */

/** Live money, or the provider's test environment. The path of the call decides it, never its body. */
export type Mode = 'live' | 'sandbox';
export const modes: readonly Mode[] = ['live', 'sandbox'];

/**
 * `success` and `failed` only where event name and success flag agree. Every other authenticated call is `check` ("à
 * vérifier"), with the reasons in `doubts`. Later findings do not change it: see `effectiveStatusOf`.
 */
export type PaymentStatus = 'success' | 'failed' | 'check';

/** Why a payment needs a second look. Codes: their sentences are in the catalogue. */
export const doubts = [
  'contradiction',
  'unknown-event',
  'unreadable',
  /** Its bytes were not UTF-8 and were read as Latin-1: accented letters may be wrong. */
  'not-utf8',
  /** Not in francs, or in parts of a franc: never counted as francs. */
  'other-currency',
  'amount-missing',
  'amount-zero',
  /** "1000.00" where a number is expected. */
  'amount-as-text',
  /** The fees have a fraction of a franc, or are no number. The payment itself is not in doubt. */
  'fees-odd',
  /** The call does not say whether it was paid. */
  'flag-missing',
  /** The call was inside another object or a list. */
  'wrapped',
  /** The provider says that it gave back this money, wholly or in an unnamed part, after it was received. */
  'given-back',
  'given-back-partly',
  'amount-odd',
  'amount-changed',
  'id-missing',
  'time-odd',
  /** Typed by hand at the counter, and not confirmed by the provider yet. */
  'typed-by-hand',
] as const;
export type Doubt = (typeof doubts)[number];

/** What one provider call says, in our own terms. Missing values are null, never invented. */
export interface PaymentEvent {
  /** Opaque; digits taken from the raw text where the wire had a number too long for a double. */
  readonly transactionId: string | null;
  readonly status: PaymentStatus;
  /** The provider's own name of the event, as received. */
  readonly event: string | null;
  /** Whole francs (XOF); null where absent or not readable as a whole number. */
  readonly amountXof: number | null;
  /** The amount with another currency: shown, never summed. */
  readonly amountAsGiven?: string;
  readonly feesXof: number | null;
  readonly method: string | null;
  /** The payer's number, as received: never normalised in storage. */
  readonly account: string | null;
  readonly label: string | null;
  readonly partnerId: string | null;
  /** Whatever the shop's own page passed along; JSON of any shape. */
  readonly stateData: unknown;
  /** ISO instant, as the provider states it. */
  readonly performedAt: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly doubts: readonly Doubt[];
}

/** A payment handed over to one customer, once. */
export interface Claim {
  readonly by: string;
  /** The screen where it was done; absent: the counter itself. */
  readonly via?: string;
  /** The counter's number among those that share a relay; absent without a relay. */
  readonly counter?: number;
  /** ISO instant. */
  readonly at: string;
}

/** What was done with the goods of a payment, by whom and when; the newest deed holds. */
export interface ClaimDeed extends Claim {
  readonly kind: 'handed-over' | 'taken-back';
  /**
   * How many times the goods were taken back before, as the counters of a relay agreed; absent: count the deeds before
   * it.
   */
  readonly turn?: number;
}

/** How we know that the payment is true. A static secret in a header proves little, so it only counts as `announced`. */
export type Verification =
  | { readonly kind: 'announced' }
  | { readonly kind: 'verified'; readonly at: string }
  | { readonly kind: 'reversed'; readonly at: string }
  /** `difference`: what the provider's API says. It begins with one of `disputes`. */
  | { readonly kind: 'disputed'; readonly at: string; readonly difference: string }
  | Settlement;

/** The final answer to whether the money came. A later answer replaces it. */
export interface Settlement {
  readonly kind: 'settled';
  readonly at: string;
  readonly outcome: 'received' | 'not-received';
  /** Who answered: empty where no name was given; null: the provider, when asked. */
  readonly by: string | null;
  /** The difference that was disputed. */
  readonly difference: string;
}

export interface GivenBack {
  /** Given back in part: the provider does not say how much. */
  readonly how: 'wholly' | 'partly';
  /** ISO instant. */
  readonly at: string;
}

export interface Payment extends PaymentEvent {
  readonly id: string;
  readonly provider: string;
  readonly mode: Mode;
  /** ISO instant at which the first copy was received. */
  readonly receivedAt: string;
  /** How many times the provider delivered this event; 0 only for a payment that a person added. */
  readonly deliveries: number;
  readonly claim: Claim | null;
  /** Also handed over at another counter, while the two could not ask each other: two customers may have got goods. */
  readonly alsoClaimed?: readonly Claim[];
  readonly verification: Verification;
  /** Present where a person added the payment before any call announced it. */
  readonly found?: Found;
  /** Id of a payment of the same payer and amount, minutes earlier: perhaps the same sale, paid twice. */
  readonly twinOf?: string;
  /** The money went back to the customer later. It still counts as received on its own day. */
  readonly givenBack?: GivenBack;
  /** How many times the goods were taken back; absent where never. */
  readonly takenBack?: number;
  /** The payer's data was removed, as the retention setting asks. */
  readonly forgotten?: true;
}

/** The status that counts: what was announced, unless something else was found out since. */
export function effectiveStatusOf({
  status,
  verification,
}: Pick<Payment, 'status' | 'verification'>): PaymentStatus {
  switch (verification.kind) {
    case 'reversed':
    case 'disputed':
      return 'check';
    case 'settled':
      return verification.outcome === 'received' ? status : 'failed';
    case 'announced':
    case 'verified':
      return status;
  }
}

/** A payment that no call announced: the counter was deaf, and a person added it later. */
export interface Found {
  /** By its transaction number, or from a file of the provider's dashboard. */
  readonly how: 'typed' | 'imported';
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/** A payment with its history and its call. */
export interface PaymentDetail extends Payment {
  /** Oldest first. */
  readonly claimHistory: readonly ClaimDeed[];
  /** The call as it came, the secret masked; null for a caller without the PIN. */
  readonly call: {
    /** Base64 where the bytes are no text. */
    readonly body: { readonly text: string } | { readonly base64: string };
    readonly headers: Readonly<Record<string, string>>;
  } | null;
}

/** A business day of the shop, `YYYY-MM-DD` in the shop's own zone. */
export type Day = string;

/** Totals of one business day, by effective status. Sandbox payments only have their number here. */
export interface DaySummary {
  readonly day: Day;
  readonly successCount: number;
  readonly totalXof: number;
  readonly failedCount: number;
  readonly checkCount: number;
  readonly sandboxCount: number;
}

export function emptyDay(day: Day): DaySummary {
  return { day, successCount: 0, totalXof: 0, failedCount: 0, checkCount: 0, sandboxCount: 0 };
}

/** Which payments to list. A field that is left out does not filter; days and amounts are inclusive. */
export interface PaymentFilter {
  readonly from?: Day;
  readonly to?: Day;
  /** By effective status. */
  readonly status?: PaymentStatus | 'all';
  readonly mode?: Mode;
  /** As the provider names it. */
  readonly method?: string;
  /** Handed over to a customer, or not yet. */
  readonly claimed?: boolean;
  readonly minXof?: number;
  readonly maxXof?: number;
  /** Searched in amount, transaction number, payer's number (both Benin forms), method, label. */
  readonly text?: string;
}

/** By arrival or by amount. Payments without an amount come last then; of equal ones the newest comes first. */
export const paymentOrders = ['newest', 'oldest', 'highest', 'lowest'] as const;
export type PaymentOrder = (typeof paymentOrders)[number];

export interface PaymentQuery extends PaymentFilter {
  /** `newest` if left out. */
  readonly order?: PaymentOrder;
  /** 1 to 500. */
  readonly limit: number;
  /** The `next` of the page before this one. */
  readonly after?: string;
}

/** In the order asked for. */
export interface PaymentPage {
  readonly payments: readonly Payment[];
  /** Pass it back as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** The time that a list shows: a payment added later happened long before it was added. */
export function happenedAt({
  found,
  performedAt,
  receivedAt,
}: Pick<Payment, 'found' | 'performedAt' | 'receivedAt'>): string {
  return found === undefined ? receivedAt : (performedAt ?? receivedAt);
}
