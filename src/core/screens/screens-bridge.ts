import type { BroadcastName, Broadcasts, Reply } from '../../shared/bridge/contract';
import type { Caller } from '../access/caller';

/**
 * The part of the bridge that screens need. It carries out commands and broadcasts by the screen's role, and cuts what it
 * returns.
 */
export interface ScreensBridge {
  invoke(caller: Caller, name: unknown, argument: unknown): Promise<Reply<unknown>>;
  onBroadcast(
    caller: Caller,
    listener: (name: BroadcastName, payload: Broadcasts[BroadcastName]) => void,
  ): () => void;
}
