import type { createDecryptor, Opened } from '../../src/shared/screens/frames';
import { doorPaths } from '../../src/shared/screens/protocol';

export interface EventLineParts {
  readonly sid: string;
  readonly open: ReturnType<typeof createDecryptor>;
  readonly onOpened: (opened: Opened) => void;
  /** The counter ended the session: say hello again. */
  readonly onEnded: () => void;
  readonly fetch: typeof fetch;
}

export interface EventLine {
  close(): void;
}

/** The first beat comes within five seconds: after this time, a program in between holds streams back. */
const streamTimeoutMs = 7_000;

/** Receives the counter's events: as a stream, or by polling where streams do not come through. */
export function openEvents({ sid, open, onOpened, onEnded, fetch: fetchIt }: EventLineParts): EventLine {
  let isClosed = false;
  let last = 0;
  const take = (frame: string): void => {
    if (isClosed) return;
    const opened = open(frame);
    if (opened.kind === 'opened') last = opened.number;
    onOpened(opened);
  };
  const source = new EventSource(`${doorPaths.events}?sid=${sid}`);
  const timeout = setTimeout(() => {
    source.close();
    poll().catch(onEnded);
  }, streamTimeoutMs);
  source.onmessage = ({ data }: MessageEvent<string>): void => {
    clearTimeout(timeout);
    take(data);
  };
  source.onerror = (): void => {
    // Browsers never retry after an answer that is not a stream; after other failures they reconnect by themselves.
    if (source.readyState !== EventSource.CLOSED || isClosed) return;
    clearTimeout(timeout);
    onEnded();
  };
  const poll = async (): Promise<void> => {
    while (!isClosed) {
      const response = await fetchIt(`${doorPaths.poll}?sid=${sid}&after=${last}`);
      if (!response.ok) throw new Error('the session is over');
      const { frames } = (await response.json()) as { readonly frames: readonly string[] }; // each is opened or left
      frames.forEach(take);
    }
  };
  return {
    close() {
      isClosed = true;
      clearTimeout(timeout);
      source.close();
    },
  };
}
