import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Bridge, BroadcastName, Broadcasts, Reply } from '../../src/shared/bridge/contract';
import { newSession, sessionHeader } from '../../src/shared/bridge/session';
import { startHeartbeatTimeout, type After } from './heartbeat-timeout';
import { inBackground } from '../state/in-background';

/** Whether this page hears the core. `locked-out`: the token is not the running core's. */
export type Link = 'connecting' | 'up' | 'lost' | 'locked-out';

export interface WebBridge extends Bridge {
  /**
   * Reports the link's state at once and at each change. Each `up` means that broadcasts may have been missed: ask for
   * a snapshot.
   */
  onLink(listener: (link: Link) => void): () => void;
  close(): void;
}

export interface WebBridgeParts {
  readonly origin: string;
  readonly token: string;
  /** The answer to a command when the core does not reply, in the merchant's language. */
  readonly lostMessage: () => string;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly after: After;
}

type Listeners = { readonly [Name in BroadcastName]: Set<(payload: Broadcasts[Name]) => void> };

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/** The bridge over loopback HTTP, for a plain browser: commands by POST, broadcasts by a stream of server-sent events. */
export function createWebBridge(parts: WebBridgeParts): WebBridge {
  const headers = {
    authorization: `Bearer ${parts.token}`,
    [sessionHeader]: newSession((bytes) => crypto.getRandomValues(bytes)),
  };
  const listeners: Listeners = {
    state: new Set(),
    payment: new Set(),
    refusal: new Set(),
    ring: new Set(),
    reveal: new Set(),
    banner: new Set(),
    beat: new Set(),
  };
  const linkListeners = new Set<(link: Link) => void>();
  const ended = new AbortController();
  let link: Link = 'connecting';

  const setLink = (next: Link): void => {
    link = next;
    for (const listener of linkListeners) listener(next);
  };
  const deliver = <Name extends BroadcastName>(name: Name, payload: Broadcasts[Name]): void => {
    for (const listener of listeners[name]) listener(payload);
  };

  /** Follows one stream until it ends; true where it had opened. A silent stream may never end by itself. */
  const follow = async (): Promise<boolean> => {
    const stream = new AbortController();
    const timeout = startHeartbeatTimeout(parts.after, () => stream.abort());
    const end = (): void => stream.abort();
    ended.signal.addEventListener('abort', end);
    try {
      return await read(stream.signal, timeout.restart);
    } finally {
      timeout.stop();
      ended.signal.removeEventListener('abort', end);
    }
  };
  const read = async (signal: AbortSignal, onSomething: () => void): Promise<boolean> => {
    const response = await parts.fetch(`${parts.origin}/bridge/events`, { headers, signal });
    if (response.status === 401 || response.status === 403) {
      setLink('locked-out');
      return false;
    }
    if (!response.ok || response.body === null) return false;
    setLink('up');
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    const reader = events.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      onSomething();
      // The core serialised it from the same table: the loopback peer that knows the token is trusted.
      if (isBroadcast(value.event)) deliver(value.event, JSON.parse(value.data) as never);
    }
  };

  const keepFollowing = async (): Promise<void> => {
    let delayMs = firstDelayMs;
    while (!ended.signal.aborted) {
      if (await follow().catch(() => link === 'up')) delayMs = firstDelayMs;
      if (link !== 'locked-out') setLink('lost');
      await parts.wait(delayMs, ended.signal);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    }
  };

  // Start after the caller's current turn, so that its listeners exist before the first broadcast.
  queueMicrotask(() => inBackground(keepFollowing()));

  return {
    transport: 'web',
    async invoke(name, argument) {
      try {
        const response = await parts.fetch(`${parts.origin}/bridge/${name}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ argument }),
        });
        return (await response.json()) as Reply<never>; // typed by the same table on the other side
      } catch {
        return { ok: false, code: 'internal', message: parts.lostMessage() };
      }
    },
    on(name, listener) {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    },
    onLink(listener) {
      linkListeners.add(listener);
      listener(link);
      return () => void linkListeners.delete(listener);
    },
    close: () => ended.abort(),
  };

  function isBroadcast(name: string | undefined): name is BroadcastName {
    return name !== undefined && Object.hasOwn(listeners, name);
  }
}

/** A pause that ends early, without error, when the bridge is closed. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
