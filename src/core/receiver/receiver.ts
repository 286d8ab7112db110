import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EndpointName } from '../../shared/payment/endpoint';
import type { Mode } from '../../shared/payment/payment';
import type { Refusal, RefusalReason } from '../../shared/diagnosis/refusal';
import type { Clock, Log } from '../ports';
import type { AppendOutcome, ReceivedEvent } from '../ledger/ledger';
import type { DistinctHeaders, Provider, ShutSecrets } from '../provider';
import type { WatchedCall } from './call-watch';

/** One address a provider may call: a path with a random segment, and the secrets that open it. */
export interface Endpoint {
  readonly provider: Provider;
  readonly mode: Mode;
  /** Starts with `/`, has no trailing slash; a call with one is accepted too. */
  readonly path: string;
  /** Read at each call, so that a changed secret counts at once. */
  readonly secrets: () => readonly string[];
  /** Secrets that the vault does not open now, also read at each call. */
  readonly shut?: () => ShutSecrets;
}

/** Every address that may be called, with its owner. */
export interface EndpointBook {
  /** By the called path; used for each call, before its sender is known. */
  readonly find: (path: string) => Endpoint | undefined;
  /** The provider's other endpoints: one of their secrets at this address means that they were mixed up. */
  readonly besides: (endpoint: Endpoint) => readonly Endpoint[];
  /** The endpoints whose secrets show that a call to an unknown address came from a provider. */
  readonly lost: () => readonly Endpoint[];
}

/** The store of an authenticated call. Rejects with `LedgerRefusal` where it cannot be made durable. */
export interface CallStore<Kept> {
  append(event: ReceivedEvent, endpoint: Endpoint): Promise<Kept>;
}

/** `Kept`: the store's result for a call. */
export interface ReceiverOptions<Kept = AppendOutcome> {
  readonly endpoints: readonly Endpoint[] | EndpointBook;
  readonly ledger: CallStore<Kept>;
  readonly clock: Clock;
  /** While this is true, calls are not checked for their age. */
  readonly isClockSuspect?: () => boolean;
  /** When the call came (ms since the epoch), by a better clock than ours while ours is suspect. Absent: by ours. */
  readonly receiptAt?: (performedAt: string | null) => number;
  readonly log: Log;
  /** Our own call through the public address, which tests whether we are heard: answered 204, and not counted. */
  readonly isSelfTest?: (method: string, path: string, headers: DistinctHeaders) => boolean;
  /** Every request, before its sender is known. */
  readonly onRequest?: (host: string | undefined, path: string) => void;
  /** An authenticated call, before it is stored: the set-up step turns green whatever the body holds. */
  readonly onAuthenticated: (endpoint: EndpointName, headers: DistinctHeaders) => void;
  /** Called after the answer was handed to the socket. */
  readonly onRecorded: (outcome: Kept) => void;
  /** Every call once it is over, for the technician's page. */
  readonly onCall?: (call: WatchedCall) => void;
  /** Equal refusals are grouped: at most one call a minute for each reason and mode, the later ones with a count. */
  readonly onRefused: (refusal: Refusal) => void;
  /** Each refused call by itself, where they are counted by address. */
  readonly onEachRefused?: (path: string, reason: RefusalReason, mode: Mode | null) => void;
  /** Requests that are not a provider's calls: true where it has answered. */
  readonly answersAside?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface Receiver {
  readonly port: number;
  /** Newest first, at most 200 groups. */
  refusals(): readonly Refusal[];
  /** Refuses new requests, answers running ones (at most 4 s), then closes. */
  stop(): Promise<void>;
}
