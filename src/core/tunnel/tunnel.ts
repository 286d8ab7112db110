import type { TunnelState } from '../../shared/state/tunnel';

/** A public address that leads to the receiver and keeps itself connected. */
export interface Tunnel {
  state(): TunnelState;
  onState(listener: (state: TunnelState) => void): () => void;
  /**
   * The last moment (ms since the epoch) at which we were surely heard: a silent connection is noticed only some seconds
   * later.
   */
  lastHeardAt(): number | null;
  /** Try now: the network is back, the computer woke, the merchant asked. */
  probe(): void;
  /** The token of the tunnel's service; null where there is none (any more). */
  useToken(token: string | null): void;
  /** No process and no session is left once resolved; it takes about a second at most. */
  stop(): Promise<void>;
}
