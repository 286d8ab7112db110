import type { WebContents } from 'electron';
import type { Caller } from '../core/access/caller';
import type { BridgeServer } from '../core/bridge-server';
import { broadcastChannel, invokeChannel } from '../shared/bridge/channels';
import { isAppUrl } from './app-origin';

/** Where a message came from, as far as it matters whether we listen. */
export interface Sender {
  readonly url: string;
  /** Null for the main frame itself. */
  readonly parent: unknown;
}

/** Only the main frame of a page of ours is heard. A frame that is gone by now cannot say what it was. */
export function isTrustedSender(sender: Sender | null): boolean {
  return sender !== null && sender.parent === null && isAppUrl(sender.url);
}

/**
 * Carries the bridge over the page's own channel, so that no other page can speak in its name: the window is the caller.
 * Returns what ends it; the end of the page does so too.
 */
export function connectPage(
  contents: WebContents,
  bridge: Pick<BridgeServer, 'invoke' | 'onBroadcast'>,
  caller: Caller,
): () => void {
  contents.ipc.handle(invokeChannel, (event, name: unknown, argument: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new Error('not a page of ours');
    return bridge.invoke(caller, name, argument);
  });
  const unsubscribe = bridge.onBroadcast(caller, (name, payload) => {
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(broadcastChannel, name, payload);
  });
  const leave = (): void => {
    unsubscribe();
    caller.end();
  };
  contents.once('destroyed', leave);
  return () => {
    leave();
    if (!contents.isDestroyed()) contents.ipc.removeHandler(invokeChannel);
  };
}
