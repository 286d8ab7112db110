import type { Mode, PaymentEvent } from '../shared/payment/payment';
import type { RefusalReason } from '../shared/diagnosis/refusal';
import type { SecretDiagnosis } from '../shared/diagnosis/secret-diagnosis';
import type { UnsureReason } from '../shared/payment/verification';
import type { Clock } from './ports';

/** How a payment provider authenticates its calls and what they say: pure functions of bytes, headers and secrets. */
export interface Provider {
  /** The name in payments and in the path of its endpoint. */
  readonly name: string;
  /**
   * `headers` holds all values of each header under its lower-case name. `secrets` are all those accepted now (rotation
   * overlaps); empty means that none is configured and no call passes. `shut` are those that the vault does not open now.
   * Takes constant time in the secret. A call that cannot pass is refused before any byte of the body is read.
   */
  authenticate(headers: DistinctHeaders, secrets: readonly string[], shut?: ShutSecrets): Authentication;
  /**
   * Understands as much as possible of an authenticated body. Never throws: what it cannot read is in doubt. `receivedAt`
   * (ISO instant) serves to check the time of payment; null where our own clock is not trusted. Null: the call does not
   * tell a payment's outcome (a customer was renamed, a payment begun), so it is acknowledged and not stored.
   */
  parse(rawBody: Uint8Array, receivedAt: string | null): PaymentEvent | null;
  /** Names of headers that carry a secret: masked wherever a call is stored or shown. */
  readonly secretHeaders: readonly string[];
  /**
   * Whether a call contains the secret itself, so that a digest of it is enough to check; else the call is signed with
   * it.
   */
  readonly showsSecret: boolean;
  /** The one of these headers that authenticates the provider's calls. */
  readonly proofHeader: string;
  /**
   * The provider's names of the events that end a payment. A payment added later gets the name that its call would have
   * had.
   */
  readonly events: {
    readonly success: string;
    readonly failed: string;
    /** Other event names for a failed payment. */
    readonly failedToo: readonly string[];
    /** Event names for money that was given back. */
    readonly givenBack: readonly string[];
  };
  /** Asks the provider about a payment by its number; null where it cannot be asked. */
  readonly ask: AskProvider | null;
}

/**
 * One question, and at most one second try. Never rejects: after any error the payment is as unsure as before. `mode`
 * chooses the provider's live or test side; keys of the other side are refused there.
 */
export type AskProvider = (question: ProviderQuestion) => Promise<ProviderAnswer>;

export interface ProviderQuestion {
  readonly mode: Mode;
  readonly transactionId: string;
  readonly keys: ApiKeys;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** What a provider's API says about a payment. Only `told` says anything about the money. */
export type ProviderAnswer =
  | { readonly kind: 'told'; readonly payment: ToldPayment }
  /** There is no such payment on that side of the provider. */
  | { readonly kind: 'unknown-payment' }
  | { readonly kind: 'unsure'; readonly reason: UnsureReason };

export interface ToldPayment {
  readonly outcome: 'success' | 'failed' | 'pending' | 'reversed';
  /** Whether the merchant receives the money; null where the provider does not say. */
  readonly isIncoming: boolean | null;
  readonly amountXof: number | null;
  readonly feesXof: number | null;
  readonly method: string | null;
  /** As the provider writes it, perhaps with digits masked. */
  readonly account: string | null;
  /** ISO instant. */
  readonly performedAt: string | null;
}

/** Accepted secrets whose text is not known while the vault is shut. */
export interface ShutSecrets {
  /** SHA-256, in hexadecimal. */
  readonly digests: readonly string[];
  /** There are others without even a digest: a call with one of them may be right, and must come again. */
  readonly isUnprovable: boolean;
}

export const nothingShut: ShutSecrets = { digests: [], isUnprovable: false };

export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** `now`: milliseconds since the epoch, for providers who sign the time too; null where our own clock is not trusted. */
export type ProveWithBody = (rawBody: Uint8Array, now: number | null) => Proof;

export type Authentication = Proof | { readonly ok: 'with-body'; readonly prove: ProveWithBody };

export type Proof =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: Extract<
        RefusalReason,
        'secret-missing' | 'secret-wrong' | 'vault-shut' | 'secret-repeated' | 'no-secret-configured'
      >;
      readonly diagnosis: SecretDiagnosis | null;
    };

/** The merchant's own keys for a provider's API, by the field's name. */
export type ApiKeys = Readonly<Record<string, string>>;
