import type { BroadcastName, Broadcasts, Reply } from '../../shared/bridge/contract';
import type { Caller } from '../access/caller';

/** As much of the bridge as the screens need: it asks and is told for each by its role, and cuts what it gives. */
export interface ScreensBridge {
  invoke(caller: Caller, name: unknown, argument: unknown): Promise<Reply<unknown>>;
  onBroadcast(
    caller: Caller,
    listener: (name: BroadcastName, payload: Broadcasts[BroadcastName]) => void,
  ): () => void;
}
