import type { WebContents } from 'electron';
import type { Caller } from '../core/access/caller';
import type { BridgeServer } from '../core/bridge-server';
import { broadcastChannel, invokeChannel } from '../shared/bridge/channels';
import { isAppUrl } from './app-origin';

/** The part of a message's origin that decides whether it is accepted. */
export interface Sender {
  readonly url: string;
  /** Null for the main frame itself. */
  readonly parent: unknown;
}

/** Only the main frame of our own pages is accepted. A frame that no longer exists cannot be checked. */
export function isTrustedSender(sender: Sender | null): boolean {
  return sender !== null && sender.parent === null && isAppUrl(sender.url);
}

/**
 * Connects the bridge over the page's own channel, so that no other page can use it: the window is the caller. Returns
 * what ends it; so does the end of the page.
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
