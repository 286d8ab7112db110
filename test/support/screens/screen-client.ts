import { request, type ClientRequest } from 'node:http';
import { createParser } from 'eventsource-parser';
import { createPairing, type Pairing } from '../../../renderer/screen/lan-pairing';
import type { DeviceKey } from '../../../renderer/screen/device-key';
import { createPost, textsIn, type Answered, type Post } from '../../../renderer/screen/post';
import type { Reply } from '../../../src/shared/bridge/contract';
import { fromBase64url, toBase64url } from '../../../src/shared/screens/base64url';
import {
  createDecryptor,
  createEncryptor,
  helloProof,
  sessionKeys,
  type Opened,
} from '../../../src/shared/screens/frames';
import { doorPaths, type ScreenEvent } from '../../../src/shared/screens/protocol';
import { encodeMessage, type RandomBytes } from '../../../src/shared/screens/screen-crypto';

/** A screen without a page: the page's own pairing, and real requests to the door. */
export function postTo(origin: string): Post {
  // The page gives paths.
  return createPost((path, init) => fetch(new URL(path as string, origin), init));
}

export function pairingAt(origin: string, random: RandomBytes): Pairing {
  return createPairing(postTo(origin), random, 'Linux · test');
}

export async function helloFrom(
  origin: string,
  device: Pick<DeviceKey, 'id' | 'key'>,
  random: RandomBytes,
): Promise<Answered> {
  const nonce = random(16);
  return postTo(origin)(doorPaths.hello, {
    ...{ id: device.id, nonce: toBase64url(nonce), proof: helloProof(device.key, nonce) },
  });
}

export interface ScreenClient extends AsyncDisposable {
  readonly sid: string;
  readonly ask: (name: string, argument: unknown) => Promise<Reply<unknown>>;
  /** The frame that was sealed last goes over the line as it is, or as the test makes it; the status of the answer. */
  readonly send: (change?: (frame: string) => string) => Promise<number>;
  readonly seal: (message: unknown) => string;
  /** Opened so far. */
  readonly events: readonly ScreenEvent[];
  readonly frames: readonly string[];
  /** Resolves with the first one, of the past or to come, that is so. */
  readonly event: (isIt: (event: ScreenEvent) => boolean) => Promise<ScreenEvent>;
  /** The counter ended the stream. */
  readonly ended: Promise<void>;
}

/** Says hello with its key and listens. */
export async function openScreen(
  origin: string,
  device: DeviceKey,
  random: RandomBytes,
): Promise<ScreenClient> {
  const ofDevice = random(16);
  const answered = await postTo(origin)(doorPaths.hello, {
    ...{ id: device.id, nonce: toBase64url(ofDevice), proof: helloProof(device.key, ofDevice) },
  });
  const welcome = answered.kind === 'answered' ? textsIn(answered.body, 'sid', 'nonce', 'proof') : null;
  const ofHub = fromBase64url(welcome?.nonce ?? '');
  if (welcome === null || ofHub === null) throw new Error(`no welcome: ${JSON.stringify(answered)}`);
  const keys = sessionKeys(device.key, ofDevice, ofHub);
  const sealer = createEncryptor(keys.toHub);
  const openReply = createDecryptor(keys.replies);
  const openEvent = createDecryptor(keys.events);
  const events: ScreenEvent[] = [];
  const frames: string[] = [];
  const waiting = new Set<() => void>();
  const take = (opened: Opened): void => {
    if (opened.kind !== 'opened') throw new Error(`an event that is ${opened.kind}`);
    events.push(opened.message as ScreenEvent); // sealed by the counter under test
    for (const look of waiting) look();
  };
  const stream = listen(`${origin}${doorPaths.events}?sid=${welcome.sid}`, (frame) => {
    frames.push(frame);
    take(openEvent(frame));
  });
  const post = postTo(origin);
  const command = `${doorPaths.command}?sid=${welcome.sid}`;
  let last = '';
  const seal = (message: unknown): string => (last = sealer(encodeMessage(message)).frame);
  return {
    sid: welcome.sid,
    ...{ events, frames, seal, ended: stream.ended },
    async send(change = (frame) => frame) {
      const sent = await post(command, { f: change(last) });
      return sent.kind === 'answered' ? sent.status : 0;
    },
    async ask(name, argument) {
      const sent = await post(command, { f: seal({ name, argument }) });
      const reply = sent.kind === 'answered' ? textsIn(sent.body, 'f') : null;
      const opened = openReply(reply?.f ?? '');
      if (opened.kind !== 'opened') throw new Error(`no reply: ${JSON.stringify(sent)}`);
      return opened.message as Reply<unknown>; // sealed by the counter under test
    },
    event: (isIt) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(isIt);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      stream.call.destroy();
      await stream.ended;
    },
  };
}

function listen(
  url: string,
  onFrame: (frame: string) => void,
): { readonly call: ClientRequest; readonly ended: Promise<void> } {
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === undefined) onFrame(data);
    },
  });
  const call = request(url, { headers: { accept: 'text/event-stream' } });
  const ended = new Promise<void>((resolve) => {
    call.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => parser.feed(text));
      response.on('close', resolve);
    });
    call.on('error', () => resolve());
    call.on('close', () => resolve());
  });
  call.end();
  return { call, ended };
}
