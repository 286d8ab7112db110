/** One of the counters that share a relay. */
export interface RelayCounter {
  /** The number that people see: the first counter is 1. */
  readonly number: number;
  readonly isHere: boolean;
  /** The relay heard it a moment ago. */
  readonly isHeard: boolean;
}

/** The always-on receiver that takes calls while this computer is off, and whether this counter collects from it. */
export type RelayState =
  /** This shop has none. */
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting'; readonly origin: string }
  | {
      readonly kind: 'collecting';
      readonly origin: string;
      readonly since: string;
      /** Unread calls at the relay: 0 once all are here. */
      readonly behind: number;
      /** A provider has called the relay's address for real money. */
      readonly isCalled: boolean;
      /** ISO instant: calls that the relay received earlier are history, even if this counter did not have them. */
      readonly newsFrom?: string;
      /** Absent while only this counter is known. */
      readonly counters?: readonly RelayCounter[];
    }
  /** The relay does not answer: calls wait there. `isCalled` is the last known value. */
  | { readonly kind: 'late'; readonly origin: string; readonly since: string; readonly isCalled: boolean }
  /** The relay no longer knows this counter. */
  | { readonly kind: 'refused'; readonly origin: string }
  /** The owner left it. Until it was told, it may still answer the provider: what it takes is collected first. */
  | { readonly kind: 'leaving'; readonly origin: string; readonly since: string };

/** The origin that providers must call; null where there is no relay. */
export function relayOriginOf(relay: RelayState): string | null {
  return relay.kind === 'off' || relay.kind === 'leaving' ? null : relay.origin;
}
