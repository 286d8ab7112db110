import { createWebBridge, type Link, type WebBridge } from '../../../renderer/bridge/web-bridge';

export interface Connection {
  readonly bridge: WebBridge;
  /** Every change of the link so far. */
  readonly links: readonly Link[];
  /** The pauses that were asked for between two tries; none of them was taken. */
  readonly pausesMs: readonly number[];
  /** Lets the time pass in which the core should have been heard. */
  readonly staySilent: () => void;
}

/** The window's bridge on a real socket, without its timeout. */
export function connect(url: string, over: { readonly token?: string } = {}): Connection {
  const { origin, hash } = new URL(url);
  const pausesMs: number[] = [];
  const links: Link[] = [];
  let whenSilent = (): void => undefined;
  const bridge = createWebBridge({
    origin,
    token: over.token ?? hash.slice(1),
    lostMessage: () => 'nobody answers',
    fetch,
    wait: (ms) => {
      pausesMs.push(ms);
      return new Promise((resolve) => setImmediate(resolve));
    },
    after: (_delayMs, task) => {
      whenSilent = task;
      return () => (whenSilent = () => undefined);
    },
  });
  bridge.onLink((link) => links.push(link));
  return { bridge, links, pausesMs, staySilent: () => whenSilent() };
}
