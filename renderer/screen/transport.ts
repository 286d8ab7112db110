import type { Reply } from '../../src/shared/bridge/contract';
import type { Begun, ScreenEvent } from '../../src/shared/screens/protocol';

/** Whether the shown content is current. */
export type Link =
  | { readonly kind: 'connecting' }
  /** A person at the counter must confirm it first. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'up'; readonly begun: Begun }
  | { readonly kind: 'lost' }
  /** The counter does not know this screen. */
  | { readonly kind: 'stranger' }
  /** The owner removed this screen. */
  | { readonly kind: 'removed' };

/** How a screen reaches its counter: over the shop's network, or by the relay when the owner is away. */
export interface Transport {
  /** Never rejects; null where the request did not get through. */
  ask(name: string, argument: unknown): Promise<Reply<unknown> | null>;
  onEvent(listener: (event: ScreenEvent) => void): void;
  onLink(listener: (link: Link) => void): void;
  /** After an event that often breaks a link: the page was hidden, the network changed. */
  check(): void;
  start(): void;
  stop(): void;
}
