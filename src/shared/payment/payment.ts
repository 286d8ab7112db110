/** A payment as the shop sees it: what the provider announced, and what became of it at the counter. */

/** Live money, or the provider's test environment. The path a call arrives on decides it, never its body. */
export type Mode = 'live' | 'sandbox';
export const modes: readonly Mode[] = ['live', 'sandbox'];

/**
 * `success` and `failed` only where event name and success flag agree; everything else that was authenticated
 * is `check` ("à vérifier"), with the reasons in `doubts`. What was found out later does not change it: see `effectiveStatusOf`.
 */
export type PaymentStatus = 'success' | 'failed' | 'check';

/** Why a payment wants a second look. Codes, not sentences: the texts live in the catalogue. */
export const doubts = [
  'contradiction',
  'unknown-event',
  'unreadable',
  /** Its bytes were not UTF-8 and were read as Latin-1: accented letters may be wrong. */
  'not-utf8',
  /** Another currency than the franc, or an amount in parts of it: never counted as francs. */
  'other-currency',
  'amount-missing',
  'amount-zero',
  /** "1000.00" where a number is due. */
  'amount-as-text',
  /** The fees have a fraction of a franc, or are no sum at all. This casts no doubt on the payment. */
  'fees-odd',
  /** No word on whether it was paid. */
  'flag-missing',
  /** The call stood inside another object or a list. */
  'wrapped',
  /** The provider says that this money, received before, was given back: wholly, or in a part it does not name. */
  'given-back',
  'given-back-partly',
  'amount-odd',
  'amount-changed',
  'id-missing',
  'time-odd',
  /** Typed by hand at the counter, and confirmed by nobody yet. */
  'typed-by-hand',
] as const;
export type Doubt = (typeof doubts)[number];

/** What one provider call says, in our words. Missing values are null, never invented. */
export interface PaymentEvent {
  /** Opaque; digits taken from the raw text where the wire had a number too long for a double. */
  readonly transactionId: string | null;
  readonly status: PaymentStatus;
  /** The provider's own name of the event, as received. */
  readonly event: string | null;
  /** Whole francs (XOF); null where absent or not readable as a whole number. */
  readonly amountXof: number | null;
  /** In another currency, with its name: to be shown, never summed. */
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
  /** The screen at which it was done; absent: the counter itself. */
  readonly via?: string;
  /** That counter's number among those that share a relay; absent without a relay. */
  readonly counter?: number;
  /** ISO instant. */
  readonly at: string;
}

/** What was done with the goods of a payment, by whom and when; the newest deed holds. */
export interface ClaimDeed extends Claim {
  readonly kind: 'handed-over' | 'taken-back';
  /** How many times the goods were taken back before, as the counters of a relay agree on it; absent: as the deeds before it say. */
  readonly turn?: number;
}

/** How we know. A static secret in a header proves little, hence `announced`. */
export type Verification =
  | { readonly kind: 'announced' }
  | { readonly kind: 'verified'; readonly at: string }
  | { readonly kind: 'reversed'; readonly at: string }
  /** `difference`: what the provider's API says, beginning with one of `disputes`. */
  | { readonly kind: 'disputed'; readonly at: string; readonly difference: string }
  | Settlement;

/** Whether the money came, answered in the end. A later answer, of anybody, takes its place. */
export interface Settlement {
  readonly kind: 'settled';
  readonly at: string;
  readonly outcome: 'received' | 'not-received';
  /** Who answered: empty where nobody said who he is; null: the provider, when it was asked. */
  readonly by: string | null;
  /** What had been disputed until then. */
  readonly difference: string;
}

export interface GivenBack {
  /** In part: the provider does not say how much. */
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
  /** How many times the provider delivered this same event; 0 only for one found again. */
  readonly deliveries: number;
  readonly claim: Claim | null;
  /** Handed over at another counter too, while they could not ask each other: two customers may have gone with the goods. */
  readonly alsoClaimed?: readonly Claim[];
  readonly verification: Verification;
  /** Absent where the provider announced it first. */
  readonly found?: Found;
  /** Id of an earlier payment of the same payer and amount, minutes before: perhaps the same sale, paid twice. */
  readonly twinOf?: string;
  /** Its money went back to the customer later; it was received all the same, on its own day. */
  readonly givenBack?: GivenBack;
  /** How many times its goods were taken back; absent where never. */
  readonly takenBack?: number;
  /** What tells of the payer was removed, as the retention setting asks. */
  readonly forgotten?: true;
}

/** What a payment counts as: what was announced, unless something else was found out about it since. */
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

/** A payment that no call announced: the counter was deaf, and somebody put it in later. */
export interface Found {
  /** By its transaction number, or from a file of the provider's dashboard. */
  readonly how: 'typed' | 'imported';
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/** A payment with all that is kept of it. */
export interface PaymentDetail extends Payment {
  /** Oldest first. */
  readonly claimHistory: readonly ClaimDeed[];
  /** The call as it came, the secret masked; null while the owner's things are locked. */
  readonly call: {
    /** Base64 where the bytes are no text. */
    readonly body: { readonly text: string } | { readonly base64: string };
    readonly headers: Readonly<Record<string, string>>;
  } | null;
}

/** A business day of the shop, `YYYY-MM-DD` in the shop's own zone. */
export type Day = string;

/** Totals of one business day, by what payments count as. Only live ones do; sandbox ones are merely numbered. */
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

/** Which payments are meant. What is left out does not matter; days and amounts are inclusive. */
export interface PaymentFilter {
  readonly from?: Day;
  readonly to?: Day;
  /** By what a payment counts as. */
  readonly status?: PaymentStatus | 'all';
  readonly mode?: Mode;
  /** As the provider names it. */
  readonly method?: string;
  /** Handed over to a customer, or not yet. */
  readonly claimed?: boolean;
  readonly minXof?: number;
  readonly maxXof?: number;
  /** Found in amount, transaction number, payer's number (both Benin forms), method, label. */
  readonly text?: string;
}

/** By arrival, or by amount; those without an amount come last then, and of equal ones the newest first. */
export const paymentOrders = ['newest', 'oldest', 'highest', 'lowest'] as const;
export type PaymentOrder = (typeof paymentOrders)[number];

export interface PaymentQuery extends PaymentFilter {
  /** `newest` where nothing is said. */
  readonly order?: PaymentOrder;
  /** 1 to 500. */
  readonly limit: number;
  /** The `next` of the page before this one. */
  readonly after?: string;
}

/** In the order asked for. */
export interface PaymentPage {
  readonly payments: readonly Payment[];
  /** Hand it back as `after` for those that follow; null at the end. */
  readonly next: string | null;
}

/** When it happened, for a list: one found again was made long before it was put in. */
export function happenedAt({
  found,
  performedAt,
  receivedAt,
}: Pick<Payment, 'found' | 'performedAt' | 'receivedAt'>): string {
  return found === undefined ? receivedAt : (performedAt ?? receivedAt);
}
