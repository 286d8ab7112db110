import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';

/**
 * The edge's side of muxado, the multiplexer ngrok's agents speak inside TLS. All integers are big endian:
 * header = uint24 length, uint4 type, uint4 flags, uint32 stream id. The agent's streams are odd, ours even.
 */
const frameType = { reset: 0, data: 1, window: 2, goAway: 3 } as const;
const flag = { fin: 1, syn: 2 } as const;
const headerLength = 8;
/** Fixed on both sides: the protocol has no negotiation. */
const windowBytes = 256 * 1024;
const longestFrame = 32 * 1024;
const streamCancelled = 6;

type Done = (error?: Error | null) => void;

/** One stream within a session, opened by its first data frame. */
export class MuxStream extends Duplex {
  readonly id: number;
  readonly #session: MuxSession;
  #needsSyn: boolean;
  #sendWindow = windowBytes;
  #pending: { chunk: Buffer; done: Done } | null = null;
  #received: Buffer[] = [];
  #remoteEnded = false;
  #wantsMore = false;
  #finished = false;

  constructor(session: MuxSession, id: number, opener: 'edge' | 'agent') {
    super({ allowHalfOpen: true });
    this.#session = session;
    this.id = id;
    this.#needsSyn = opener === 'edge';
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#pending = { chunk, done };
    this.#pump();
  }

  override _final(done: Done): void {
    this.#finished = true;
    this.#session.writeFrame(frameType.data, flag.fin | this.#takeSyn(), this.id, Buffer.alloc(0));
    done();
  }

  override _read(): void {
    this.#wantsMore = true;
    this.#deliver();
  }

  override _destroy(error: Error | null, done: Done): void {
    if (!this.#finished || error !== null)
      this.#session.writeFrame(frameType.reset, 0, this.id, uint32(streamCancelled));
    this.#session.forget(this.id);
    this.#pending?.done(error ?? new Error('stream destroyed'));
    this.#pending = null;
    done(error);
  }

  onData(body: Buffer, fin: boolean): void {
    if (body.length > 0) this.#received.push(body);
    if (fin) this.#remoteEnded = true;
    this.#deliver();
  }

  onWindow(bytes: number): void {
    this.#sendWindow += bytes;
    this.#pump();
  }

  /** The other side gave up, or the whole session is gone. */
  abort(reason: string): void {
    this.#finished = true;
    this.on('error', () => undefined);
    this.destroy(new Error(reason));
  }

  #takeSyn(): number {
    const syn = this.#needsSyn ? flag.syn : 0;
    this.#needsSyn = false;
    return syn;
  }

  #pump(): void {
    while (this.#pending !== null && this.#sendWindow > 0) {
      const { chunk, done } = this.#pending;
      const part = chunk.subarray(0, Math.min(this.#sendWindow, longestFrame));
      this.#sendWindow -= part.length;
      this.#session.writeFrame(frameType.data, this.#takeSyn(), this.id, part);
      const rest = chunk.subarray(part.length);
      this.#pending = rest.length > 0 ? { chunk: rest, done } : null;
      if (rest.length === 0) done();
    }
  }

  #deliver(): void {
    while (this.#wantsMore) {
      const chunk = this.#received.shift();
      if (chunk === undefined) break;
      this.#session.writeFrame(frameType.window, 0, this.id, uint32(chunk.length));
      this.#wantsMore = this.push(chunk);
    }
    if (this.#remoteEnded && this.#received.length === 0) {
      this.#remoteEnded = false;
      this.push(null);
    }
  }
}

interface MuxEvents {
  stream: [MuxStream];
  close: [];
}

/** One agent's connection. */
export class MuxSession extends EventEmitter<MuxEvents> {
  /** A dead link: bytes are swallowed, nothing is answered, the socket stays open. */
  frozen = false;
  readonly #socket: Duplex;
  readonly #streams = new Map<number, MuxStream>();
  #buffer: Buffer = Buffer.alloc(0);
  #nextId = 2;

  constructor(socket: Duplex) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#onBytes(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const stream of [...this.#streams.values()]) stream.abort('the session is closed');
      this.emit('close');
    });
  }

  /** Opens a stream towards the agent; ngrok puts its type in front of the bytes. */
  open(type: number): MuxStream {
    const stream = new MuxStream(this, this.#nextId, 'edge');
    this.#nextId += 2;
    this.#streams.set(stream.id, stream);
    stream.on('error', () => undefined); // told to whoever reads it; an abandoned one must not end the test
    stream.write(uint32(type));
    return stream;
  }

  writeFrame(type: number, flags: number, id: number, body: Buffer): void {
    if (this.frozen || !this.#socket.writable) return;
    const header = Buffer.alloc(headerLength);
    header.writeUIntBE(body.length, 0, 3);
    header.writeUInt8((type << 4) | flags, 3);
    header.writeUInt32BE(id, 4);
    this.#socket.write(Buffer.concat([header, body]));
  }

  forget(id: number): void {
    this.#streams.delete(id);
  }

  #onBytes(chunk: Buffer): void {
    if (this.frozen) return;
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length >= headerLength) {
      const end = headerLength + this.#buffer.readUIntBE(0, 3);
      if (this.#buffer.length < end) return;
      const typeAndFlags = this.#buffer.readUInt8(3);
      const id = this.#buffer.readUInt32BE(4) & 0x7fffffff;
      const body = Buffer.from(this.#buffer.subarray(headerLength, end));
      this.#buffer = this.#buffer.subarray(end);
      this.#onFrame(typeAndFlags >> 4, typeAndFlags & 0x0f, id, body);
    }
  }

  #onFrame(type: number, flags: number, id: number, body: Buffer): void {
    if (type === frameType.goAway) {
      this.#socket.end();
      return;
    }
    const stream =
      this.#streams.get(id) ??
      (type === frameType.data && (flags & flag.syn) !== 0 ? this.#accept(id) : undefined);
    if (stream === undefined) return; // a late frame of a stream that is gone
    if (type === frameType.data) stream.onData(body, (flags & flag.fin) !== 0);
    else if (type === frameType.window) stream.onWindow(body.readUInt32BE(0));
    else if (type === frameType.reset) stream.abort('reset by the agent');
  }

  #accept(id: number): MuxStream {
    const stream = new MuxStream(this, id, 'agent');
    this.#streams.set(id, stream);
    this.emit('stream', stream);
    return stream;
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
