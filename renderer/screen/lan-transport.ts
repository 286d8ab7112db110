import type { Reply } from '../../src/shared/bridge/contract';
import { fromBase64url, toBase64url } from '../../src/shared/screens/base64url';
import {
  createDecryptor,
  createEncryptor,
  helloProof,
  isProof,
  nonceBytes,
  sessionKeys,
  welcomeProof,
  type Opened,
} from '../../src/shared/screens/frames';
import { doorPaths, screenSilenceMs, type Begun, type ScreenEvent } from '../../src/shared/screens/protocol';
import { encodeMessage, type RandomBytes } from '../../src/shared/screens/screen-crypto';
import type { DeviceKey } from './device-key';
import { openEvents, type EventLine } from './event-line';
import { textsIn, type Post } from './post';
import type { Link, Transport } from './transport';

export interface LanTransportParts {
  readonly device: DeviceKey;
  readonly post: Post;
  readonly fetch: typeof fetch;
  readonly random: RandomBytes;
}

interface LiveSession {
  readonly line: EventLine;
  readonly ask: (name: string, argument: unknown) => Promise<Reply<unknown> | null>;
}

/** Pauses between two tries to reach the counter; the last one repeats. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const whileWaitingMs = 1_500;
const whileStrangerMs = 30_000;

/** Encrypted messages over plain HTTP on the shop's own network. */
export function createLanTransport({ device, post, fetch: fetchIt, random }: LanTransportParts): Transport {
  const eventListeners = new Set<(event: ScreenEvent) => void>();
  const linkListeners = new Set<(link: Link) => void>();
  let session: LiveSession | null = null;
  let since: string | null = null;
  let tries = 0;
  let wasUnknown = false;
  /** Marks what an earlier try still does, so that it is ignored. */
  let attempt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let link: Link = { kind: 'connecting' };
  const setLink = (next: Link): void => {
    link = next;
    for (const listener of linkListeners) listener(next);
  };
  const retryAfter = (pauseMs: number): void => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(begin, pauseMs);
  };
  const endSession = (): void => {
    attempt += 1;
    session?.line.close();
    session = null;
    clearTimeout(silenceTimer);
  };
  const lost = (): void => {
    endSession();
    setLink({ kind: 'lost' });
    retryAfter(pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0);
    tries += 1;
  };
  const heard = (): void => {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(lost, screenSilenceMs);
  };
  const onOpened = (opened: Opened): void => {
    // Replayed or forged frames are no sign of life; a gap means that somebody withheld a frame.
    if (opened.kind !== 'opened') return;
    if (opened.missed > 0) {
      lost();
      return;
    }
    heard();
    const event = opened.message as ScreenEvent; // encrypted by the counter, whose build this page is
    if (event.kind === 'beat') since = event.now;
    if (event.kind === 'removed') {
      endSession();
      setLink({ kind: 'removed' });
      return;
    }
    for (const listener of eventListeners) listener(event);
  };

  const begin = (): void => {
    endSession();
    const mine = attempt;
    connect(mine).catch((error: unknown) => {
      console.error(error);
      if (mine === attempt) lost();
    });
  };
  const connect = async (mine: number): Promise<void> => {
    const ofDevice = random(nonceBytes);
    const nonce = toBase64url(ofDevice);
    const answered = await post(doorPaths.hello, {
      id: device.id,
      nonce,
      proof: helloProof(device.key, ofDevice),
    });
    if (mine !== attempt) return;
    if (answered.kind === 'answered' && answered.status === 401) {
      // The counter needs a moment to store the key after a person said yes.
      const isJustLetIn = link.kind === 'waiting' && !wasUnknown;
      wasUnknown = true;
      if (!isJustLetIn) setLink({ kind: 'stranger' });
      retryAfter(isJustLetIn ? whileWaitingMs : whileStrangerMs);
      return;
    }
    wasUnknown = false;
    const kind = answered.kind === 'answered' ? textsIn(answered.body, 'kind')?.kind : undefined;
    if (kind === 'waiting') {
      setLink({ kind: 'waiting' });
      retryAfter(whileWaitingMs);
      return;
    }
    const welcome = answered.kind === 'answered' ? textsIn(answered.body, 'sid', 'nonce', 'proof') : null;
    const ofHub = fromBase64url(welcome?.nonce ?? '');
    const isOurs =
      welcome !== null &&
      ofHub?.length === nonceBytes &&
      isProof(welcome.proof, welcomeProof(device.key, ofDevice, ofHub, welcome.sid));
    if (!isOurs) {
      lost();
      return;
    }
    const keys = sessionKeys(device.key, ofDevice, ofHub);
    const opened = openSession(welcome.sid, keys);
    session = opened;
    heard();
    const begun = await opened.ask('begin', { since });
    if (mine !== attempt) return;
    if (begun?.ok !== true) {
      lost();
      return;
    }
    tries = 0;
    const value = begun.value as Begun; // encrypted by the counter
    since = value.now;
    setLink({ kind: 'up', begun: value });
  };
  const openSession = (sid: string, keys: ReturnType<typeof sessionKeys>): LiveSession => {
    const encrypt = createEncryptor(keys.toHub);
    const openReply = createDecryptor(keys.replies);
    const line = openEvents({
      sid,
      open: createDecryptor(keys.events),
      onOpened,
      onEnded: lost,
      fetch: fetchIt,
    });
    let last: Promise<unknown> = Promise.resolve();
    const askNow = async (name: string, argument: unknown): Promise<Reply<unknown> | null> => {
      const { frame } = encrypt(encodeMessage({ name, argument }));
      const answered = await post(`${doorPaths.command}?sid=${sid}`, { f: frame });
      const reply = answered.kind === 'answered' ? textsIn(answered.body, 'f') : null;
      const opened = reply === null ? null : openReply(reply.f);
      return opened?.kind === 'opened' ? (opened.message as Reply<unknown>) : null; // encrypted by the counter
    };
    return {
      line,
      // Send one after another, because the counter accepts numbers only in order.
      ask(name, argument) {
        const asked = last.then(() => askNow(name, argument));
        last = asked;
        return asked;
      },
    };
  };

  return {
    ask: (name, argument) => (session === null ? Promise.resolve(null) : session.ask(name, argument)),
    onEvent: (listener) => eventListeners.add(listener),
    onLink: (listener) => linkListeners.add(listener),
    check() {
      if (link.kind === 'lost' || link.kind === 'stranger') {
        tries = 0;
        begin();
      }
    },
    start: begin,
    stop() {
      endSession();
      clearTimeout(retryTimer);
    },
  };
}
