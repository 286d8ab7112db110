import { join } from 'node:path';
import { serialQueue } from '../../storage/serial-queue';
import type { Disk, DiskFile } from '../../storage/disk';
import { errorCode } from '../../storage/error-code';
import type { JournalRecord } from '../record';
import { encodeGroup } from './line';

/** A record that is being written to the disk. */
export interface Pending {
  readonly seq: number;
  readonly record: JournalRecord;
  /** The record is on the disk. Called in the order of the lines, before anything else happens to the journal. */
  readonly done: () => void;
  /** The record was refused and must not be acknowledged. Any part of it on the disk is never read. */
  readonly refused: (error: unknown) => void;
}

interface Segment {
  readonly name: string;
  readonly file: DiskFile;
  /** The length of its lines; the rest of the file is empty. */
  length: number;
  /** The length of the file. */
  size: number;
  getsRoom: boolean;
}

const mostRoomBytes = 1024 * 1024;
/** Records written in one go: far more than a shop ever has waiting, and few enough not to block other work. */
const mostAtOnce = 256;

/** Name of the segment whose first record has this sequence number. All later numbers are greater. */
export function segmentName(seq: number): string {
  return `${String(seq).padStart(12, '0')}.ndjson`;
}

export function segmentFloor(name: string): number | null {
  return /^\d{12,16}\.ndjson$/.test(name) ? parseInt(name, 10) : null;
}

/**
 * The commit point. One writer takes all waiting records, writes them, flushes once and resolves all of them, so that
 * many calls share one flush. `endSegment` closes a segment, and the next line begins another one.
 */
export class Journal {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #roomFromBytes: number;
  #queue: Pending[] = [];
  #segment: Segment | null = null;
  #ended: string[];
  /** Numbers of refused records: the next segment declares them void. */
  #voids: { from: number; to: number }[] = [];
  readonly #queued = serialQueue();
  #draining = false;

  #settledThrough: number;

  /** `ended`: segments of an earlier process. `settledThrough`: the greatest number ever used. */
  constructor(
    disk: Disk,
    folder: string,
    ended: readonly string[],
    settledThrough: number,
    roomFromBytes: number,
  ) {
    this.#disk = disk;
    this.#folder = folder;
    this.#roomFromBytes = roomFromBytes;
    this.#ended = [...ended];
    this.#settledThrough = settledThrough;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  push(pending: Pending): void {
    this.#queue.push(pending);
    if (this.#draining) return;
    this.#draining = true;
    this.#queueDrain();
  }

  /** Whether there are segments that a compaction would make unnecessary. */
  get hasEnded(): boolean {
    return this.#ended.length > 0;
  }

  /**
   * Ends the segment and calls `take` at once. At that moment all lines up to `settledThrough` are on the disk or
   * refused. They are all in `segments`, and these hold no other line.
   */
  endSegment<T>(take: (segments: readonly string[], settledThrough: number) => T): Promise<T> {
    return this.#queued(async () => {
      if (this.#segment !== null) await this.#leave(this.#segment);
      return take([...this.#ended], this.#settledThrough);
    });
  }

  /** Removes segments whose records are in the documents now. */
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#disk.remove(join(this.#folder, name));
      this.#ended = this.#ended.filter((ended) => ended !== name);
    }
  }

  /** Resolves once all waiting records are on the disk or refused. */
  async close(): Promise<void> {
    do await this.endSegment(() => undefined);
    while (this.#draining);
  }

  #queueDrain(): void {
    // Only a caller's own handler can have thrown. The calls behind it must still get an answer.
    this.#queued(() => this.#drain()).catch((error: unknown) => {
      const left = this.#queue.splice(0);
      this.#draining = false;
      for (const pending of left) pending.refused(error);
    });
  }

  /** One batch, then the tasks that waited for the journal meanwhile, then the next batch. */
  async #drain(): Promise<void> {
    // Callers that were answered together and call again at once share the next flush. Do not wait for others: their
    // calls are read during the flush.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    const batch = this.#queue.splice(0, mostAtOnce);
    try {
      await this.#commit(batch);
    } catch (error) {
      // A later call may count as a repeat of the refused one, so refuse both.
      const refused = [...batch, ...this.#queue];
      this.#queue = [];
      this.#settledThrough = refused.at(-1)?.seq ?? this.#settledThrough;
      this.#draining = false;
      for (const pending of refused.reverse()) pending.refused(error);
      return;
    }
    this.#settledThrough = batch.at(-1)?.seq ?? this.#settledThrough;
    this.#draining = this.#queue.length > 0;
    if (this.#draining) this.#queueDrain();
    for (const pending of batch) pending.done();
  }

  async #commit(batch: readonly Pending[]): Promise<void> {
    const [first] = batch;
    const last = batch.at(-1);
    if (first === undefined || last === undefined) return;
    const segment = (this.#segment ??= await this.#begin(first.seq));
    const voids = segment.length > 0 ? [] : this.#voids.map((range) => ({ kind: 'void', ...range }) as const);
    const bytes = encodeGroup([...voids, ...batch.map(({ record }) => record)]);
    try {
      await this.#write(segment, bytes);
    } catch (error) {
      if (!(error instanceof CutOff)) {
        // After a failed flush the system may consider the pages clean although they are not on the disk. Never flush
        // that file again.
        this.#voids.push({ from: first.seq, to: last.seq });
        await this.#leave(segment);
      }
      throw error instanceof CutOff ? error.cause : error;
    }
    if (segment.length === 0) this.#voids = [];
    segment.length += bytes.length;
  }

  /**
   * On a full disk, cut off what was written of the lines and continue the segment. Flush the cut too. Otherwise a power
   * cut could restore lines of a call that was refused here, and stored in the next segment when it was repeated.
   */
  async #write(segment: Segment, bytes: Buffer): Promise<void> {
    const room = this.#roomBehind(segment, bytes.length);
    try {
      await segment.file.writeThrough(
        room === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(room)]),
        segment.length,
      );
      segment.size = Math.max(segment.size, segment.length + bytes.length + room);
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error;
      await segment.file.truncate(segment.length);
      await segment.file.sync();
      segment.size = segment.length;
      if (room > 0) {
        segment.getsRoom = false;
        await this.#write(segment, bytes);
        return;
      }
      throw new CutOff('nothing of it is left in the file', { cause: error });
    }
  }

  /**
   * Where lines come fast, empty bytes are written ahead. Lines flushed into them change neither the file's length nor
   * its place on the disk. So the file system writes only the lines, without an entry in its own journal.
   */
  #roomBehind({ size, length, getsRoom }: Segment, adding: number): number {
    if (!getsRoom || length < this.#roomFromBytes || length + adding <= size) return 0;
    return Math.min(length + adding, mostRoomBytes);
  }

  async #begin(seq: number): Promise<Segment> {
    const name = segmentName(seq);
    const file = await this.#disk.create(join(this.#folder, name));
    try {
      await this.#disk.syncFolder(this.#folder);
    } catch (error) {
      // Numbers are used once, and so is this name. The caller gets the error that came first.
      this.#ended.push(name);
      await file.close().catch(() => undefined);
      throw error;
    }
    return { name, file, length: 0, size: 0, getsRoom: true };
  }

  async #leave(segment: { readonly name: string; readonly file: DiskFile }): Promise<void> {
    this.#ended.push(segment.name);
    this.#segment = null;
    // Nothing more is written to this file: every valid line was flushed, the others were refused.
    await segment.file.close().catch(() => undefined);
  }
}

class CutOff extends Error {}
