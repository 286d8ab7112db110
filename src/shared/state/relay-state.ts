/** One of the counters that share a relay. */
export interface RelayCounter {
  /** As its people know it: the first is 1. */
  readonly number: number;
  readonly isHere: boolean;
  /** It was heard at the relay a moment ago. */
  readonly isHeard: boolean;
}

/** The always-on receiver that takes calls while this computer is off, and whether we collect from it. */
export type RelayState =
  /** This shop has none. */
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting'; readonly origin: string }
  | {
      readonly kind: 'collecting';
      readonly origin: string;
      readonly since: string;
      /** Calls at the relay that are not read yet: 0 once all are here. */
      readonly behind: number;
      /** A provider has called the address at the relay for real money. */
      readonly isCalled: boolean;
      /** ISO instant: what the relay received before it is no news, but what this counter had not, or lost. */
      readonly newsFrom?: string;
      /** Absent while only this one is known. */
      readonly counters?: readonly RelayCounter[];
    }
  /** It does not answer: calls wait there. `isCalled` as it was known last. */
  | { readonly kind: 'late'; readonly origin: string; readonly since: string; readonly isCalled: boolean }
  /** It knows this counter no more. */
  | { readonly kind: 'refused'; readonly origin: string };

/** The origin at which providers are to call; null where there is no relay. */
export function relayOriginOf(relay: RelayState): string | null {
  return relay.kind === 'off' ? null : relay.origin;
}
