import type { Mode, PaymentEvent } from '../shared/payment/payment';
import type { RefusalReason } from '../shared/diagnosis/refusal';
import type { SecretDiagnosis } from '../shared/diagnosis/secret-diagnosis';
import type { UnsureReason } from '../shared/payment/verification';
import type { Clock } from './ports';

/** How a payment provider proves itself and what its calls say: pure functions of bytes, headers and secrets. */
export interface Provider {
  /** As it stands in a payment and in the path of its endpoint. */
  readonly name: string;
  /**
   * `headers` lists every value of each header under its lower-case name.
   * `secrets` are all those accepted now (rotation overlaps); empty means that none is configured and no call passes.
   * `shut` are those that the vault does not open now. Constant time in the secret. A call that cannot pass is refused before a byte of the body is read.
   */
  authenticate(headers: DistinctHeaders, secrets: readonly string[], shut?: ShutSecrets): Authentication;
  /**
   * Understands as much as it can of an authenticated body. Never throws: what it cannot read comes back in doubt.
   * `receivedAt` (ISO instant) tells a believable time of payment from an odd one; null where our own
   * clock cannot be believed. Null: the call says nothing of a payment's outcome
   * (a customer was renamed, a payment begun), so it is acknowledged and not kept.
   */
  parse(rawBody: Uint8Array, receivedAt: string | null): PaymentEvent | null;
  /** Names of headers that carry a secret: masked wherever a call is kept or shown. */
  readonly secretHeaders: readonly string[];
  /** Whether a call shows the secret itself, so that a digest of it is enough to know it by; else it signs with it. */
  readonly showsSecret: boolean;
  /** Of them the one that a call of the provider proves itself by. */
  readonly proofHeader: string;
  /** The provider's names of the events that end a payment: one found again carries what should have announced it. */
  readonly events: {
    readonly success: string;
    readonly failed: string;
    /** Other names under which it tells that a payment failed. */
    readonly failedToo: readonly string[];
    /** Under which it tells that money received before was given back. */
    readonly givenBack: readonly string[];
  };
  /** How to ask the provider about a payment whose number is known; null where it cannot be asked. */
  readonly ask: AskProvider | null;
}

/**
 * One question, and at most a polite second try. Never rejects: whatever goes wrong on the way leaves the payment as
 * unsure as it was. `mode` chooses the provider's live or test side; keys of the other side are refused there.
 */
export type AskProvider = (question: ProviderQuestion) => Promise<ProviderAnswer>;

export interface ProviderQuestion {
  readonly mode: Mode;
  readonly transactionId: string;
  readonly keys: ApiKeys;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** What a provider's API says of a payment. Only `told` says anything about the money. */
export type ProviderAnswer =
  | { readonly kind: 'told'; readonly payment: ToldPayment }
  /** There is no such payment on that side of the provider. */
  | { readonly kind: 'unknown-payment' }
  | { readonly kind: 'unsure'; readonly reason: UnsureReason };

export interface ToldPayment {
  readonly outcome: 'success' | 'failed' | 'pending' | 'reversed';
  /** Money for the merchant; null where the provider does not say. */
  readonly isIncoming: boolean | null;
  readonly amountXof: number | null;
  readonly feesXof: number | null;
  readonly method: string | null;
  /** As the provider writes it, perhaps with digits masked. */
  readonly account: string | null;
  /** ISO instant. */
  readonly performedAt: string | null;
}

/** Secrets in force whose text is not known while the vault is shut. */
export interface ShutSecrets {
  /** SHA-256, in hexadecimal. */
  readonly digests: readonly string[];
  /** There are others, of which not even a digest is known: a call that shows one may be right, and has to come back. */
  readonly isUnprovable: boolean;
}

export const nothingShut: ShutSecrets = { digests: [], isUnprovable: false };

export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** `now`: milliseconds since the epoch, for those who sign the time too; null where our own clock cannot be believed. */
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
