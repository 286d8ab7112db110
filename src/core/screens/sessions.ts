import { toBase64url, fromBase64url } from '../../shared/screens/base64url';
import {
  createDecryptor,
  createEncryptor,
  helloProof,
  isProof,
  nonceBytes,
  sessionKeys,
  welcomeProof,
  type Frame,
  type EncryptedFrame,
} from '../../shared/screens/frames';
import { goneMs, type HelloAnswer, type HelloAsk } from '../../shared/screens/protocol';
import { encodeMessage, type RandomBytes } from '../../shared/screens/screen-crypto';
import type { Clock } from '../ports';
import { serialQueue } from '../storage/serial-queue';

/** Where a session's events go now. */
export interface EventSink {
  send(event: EncryptedFrame): void;
  end(): void;
}

export interface Session {
  readonly sid: string;
  readonly device: string;
  /** The address of its hello: its events go nowhere else. */
  readonly address: string;
  /** The screen proved its key by encrypting something for this session. A hello alone may be a recording. */
  readonly isProven: () => boolean;
  /** Encrypts a message that was encoded once for many, keeps it for a page that comes back, and sends it. */
  readonly tell: (encoded: Uint8Array) => void;
  /**
   * Sends events there from now on, first those missed since `after`. False where those are no longer kept. A stream
   * already open stays open, so that a stranger who saw the session's name cannot push it out.
   */
  readonly attach: (sink: EventSink, after: number) => 'attached' | 'forgotten' | 'taken';
  readonly detach: (sink: EventSink) => void;
  /** Resolves with the events after this number, or when `giveUp` does. For a page without a stream. */
  readonly poll: (after: number, giveUp: Promise<void>) => Promise<readonly EncryptedFrame[] | null>;
  /** One encrypted question, in order. Null: it does not belong to this session. */
  readonly ask: (frame: Frame) => Promise<Frame | null>;
  readonly end: () => void;
}

/** `unknown`: it does not belong to this shop. `not-now`: its key cannot be read at the moment. */
export type HelloRefusal = 'unknown' | 'not-now' | 'forbidden' | 'bad';

export interface Sessions {
  readonly hello: (ask: HelloAsk, address: string) => HelloAnswer | HelloRefusal;
  readonly session: (sid: string) => Session | null;
  readonly all: () => readonly Session[];
  readonly endDevice: (id: string) => void;
  readonly end: () => void;
}

export interface SessionParts {
  readonly random: RandomBytes;
  readonly clock: Pick<Clock, 'uptime' | 'after'>;
  readonly keyOf: (
    id: string,
  ) => { readonly kind: 'opened'; readonly key: Uint8Array } | { readonly kind: 'unknown' | 'not-now' };
  /** The key of a device that nobody has confirmed yet. */
  readonly keyOfWaiting: (id: string) => Uint8Array | null;
  readonly onAsk: (session: Session, message: unknown) => Promise<unknown>;
  readonly onEnd: (session: Session) => void;
}

/** A reloaded page opens a second session before its first has ended. Applies to proven sessions and to the others. */
const mostPerDevice = 2;
const mostKept = 200;
/** How long a session lasts without a stream and without a message. */
const idleMs = 2 * goneMs;

export function createSessions(parts: SessionParts): Sessions {
  const { random, keyOf, keyOfWaiting, clock } = parts;
  const sessions = new Map<string, Session>();
  const forget = (session: Session): void => {
    if (sessions.delete(session.sid)) parts.onEnd(session);
  };
  const makeRoom = (among: (session: Session) => boolean): void => {
    for (const older of [...sessions.values()].filter(among).slice(0, 1 - mostPerDevice)) older.end();
  };
  return {
    hello({ id, nonce, proof }, address) {
      const ofDevice = fromBase64url(nonce);
      if (ofDevice?.length !== nonceBytes) return 'bad';
      const waitingKey = keyOfWaiting(id);
      if (waitingKey !== null)
        return isProof(proof, helloProof(waitingKey, ofDevice)) ? { kind: 'waiting' } : 'forbidden';
      const found = keyOf(id);
      if (found.kind !== 'opened') return found.kind;
      if (!isProof(proof, helloProof(found.key, ofDevice))) return 'forbidden';
      const ofHub = random(nonceBytes);
      const sid = toBase64url(random(nonceBytes));
      const session = createSession(
        { sid, device: id, address, keys: sessionKeys(found.key, ofDevice, ofHub), clock },
        {
          onAsk: parts.onAsk,
          onEnd: forget,
          onProven: () => makeRoom((one) => one !== session && one.device === id && one.isProven()),
        },
      );
      // A recorded hello can be sent again: it may only displace sessions like it, from its own address.
      makeRoom((one) => one.device === id && one.address === address && !one.isProven());
      sessions.set(sid, session);
      return {
        kind: 'welcome',
        sid,
        nonce: toBase64url(ofHub),
        proof: welcomeProof(found.key, ofDevice, ofHub, sid),
      };
    },
    session: (sid) => sessions.get(sid) ?? null,
    all: () => [...sessions.values()],
    endDevice(id) {
      for (const session of sessions.values()) if (session.device === id) session.end();
    },
    end() {
      for (const session of sessions.values()) session.end();
    },
  };
}

function createSession(
  {
    sid,
    device,
    address,
    keys,
    clock,
  }: Pick<Session, 'sid' | 'device' | 'address'> & {
    readonly keys: ReturnType<typeof sessionKeys>;
    readonly clock: Pick<Clock, 'uptime' | 'after'>;
  },
  {
    onAsk,
    onEnd,
    onProven,
  }: Pick<SessionParts, 'onAsk' | 'onEnd'> & {
    /** Its first frame was opened. */
    readonly onProven: () => void;
  },
): Session {
  const open = createDecryptor(keys.toHub);
  const encryptReply = createEncryptor(keys.replies);
  const encryptEvent = createEncryptor(keys.events);
  const kept: EncryptedFrame[] = [];
  const wakeUps = new Set<() => void>();
  const queued = serialQueue();
  let sink: EventSink | null = null;
  let isOver = false;
  let isProven = false;
  let cancelIdle = (): void => undefined;
  const since = (after: number): readonly EncryptedFrame[] | null => {
    const next = kept.find(({ number }) => number > after);
    const isWhole = next === undefined || next.number === after + 1;
    return isWhole ? kept.filter(({ number }) => number > after) : null;
  };
  const session: Session = {
    sid,
    device,
    address,
    isProven: () => isProven,
    tell(encoded) {
      const event = encryptEvent(encoded);
      kept.push(event);
      if (kept.length > mostKept) kept.shift();
      sink?.send(event);
      for (const wakeUp of wakeUps) wakeUp();
    },
    attach(next, after) {
      if (sink !== null) return 'taken';
      const missed = since(after);
      if (missed === null) return 'forgotten';
      sink = next;
      cancelIdle();
      for (const event of missed) next.send(event);
      return 'attached';
    },
    detach(gone) {
      if (sink !== gone) return;
      sink = null;
      live();
    },
    async poll(after, giveUp) {
      if (since(after)?.length === 0) {
        let wakeUp = (): void => undefined;
        await Promise.race([new Promise<void>((resolve) => wakeUps.add((wakeUp = resolve))), giveUp]);
        wakeUps.delete(wakeUp);
      }
      live();
      return since(after);
    },
    async ask(frame) {
      const opened = open(frame);
      if (opened.kind !== 'opened') return null;
      live();
      if (!isProven) {
        isProven = true;
        onProven();
      }
      const answer = await queued(() => onAsk(session, opened.message));
      return encryptReply(encodeMessage(answer)).frame;
    },
    end() {
      if (isOver) return;
      isOver = true;
      cancelIdle();
      onEnd(session);
      sink?.end();
      for (const wakeUp of wakeUps) wakeUp();
    },
  };
  /** The page is there; without a stream, only for a limited time. */
  const live = (): void => {
    cancelIdle();
    if (sink === null && !isOver) cancelIdle = clock.after(idleMs, session.end);
  };
  live();
  return session;
}
