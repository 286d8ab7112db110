import type { EndpointName } from '../../shared/payment/endpoint';
import type { Mode } from '../../shared/payment/payment';
import type { Refusal } from '../../shared/diagnosis/refusal';
import type { Clock, Log } from '../ports';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { DistinctHeaders, Provider, ShutSecrets } from '../provider';
import type { WatchedCall } from './call-watch';

/** One address a provider may call: a path with a random segment, and the secrets that open it. */
export interface Endpoint {
  readonly provider: Provider;
  readonly mode: Mode;
  /** Starts with `/`, has no trailing slash; a call with one is accepted too. */
  readonly path: string;
  /** Asked at each call, so that a changed secret holds at once. */
  readonly secrets: () => readonly string[];
  /** Those that the vault does not open now, asked at each call too. */
  readonly shut?: () => ShutSecrets;
}

export interface ReceiverOptions {
  readonly endpoints: readonly Endpoint[];
  readonly ledger: Pick<Ledger, 'append'>;
  readonly clock: Clock;
  /** While it is, no call is judged by its age. */
  readonly isClockSuspect?: () => boolean;
  readonly log: Log;
  /** Our own call through the public address, asking whether we are heard: answered 204, and nobody's business. */
  readonly isSelfTest?: (method: string, path: string, headers: DistinctHeaders) => boolean;
  /** Every request, before anything is known of it. */
  readonly onRequest?: (host: string | undefined, path: string) => void;
  /** An authenticated call, before it is stored: the set-up step turns green whatever the body holds. */
  readonly onAuthenticated: (endpoint: EndpointName, headers: DistinctHeaders) => void;
  /** Called after the answer was handed to the socket. */
  readonly onRecorded: (outcome: AppendOutcome) => void;
  /** Every call once it is over, for who looks into trouble. */
  readonly onCall?: (call: WatchedCall) => void;
  /** Equal refusals are grouped: at most one call a minute for each reason and mode, the later ones with a count. */
  readonly onRefused: (refusal: Refusal) => void;
}

export interface Receiver {
  readonly port: number;
  /** Newest first, at most 200 groups. */
  refusals(): readonly Refusal[];
  /** Takes no new request, answers those under way (at most 4 s), then closes. */
  stop(): Promise<void>;
}
