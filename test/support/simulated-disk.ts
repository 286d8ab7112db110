import { basename, dirname } from 'node:path';
import type { Disk, DiskFile } from '../../src/core/storage/disk';

/** Repeatable chance: the same seed plays the same trial. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly length: number };

class File {
  bytes: Buffer = Buffer.alloc(0);
  /** What a power cut leaves for certain. */
  flushed: Buffer = Buffer.alloc(0);
  /** What it may leave too, from the first on, the last of them torn. */
  pending: Change[] = [];
}

type Entry = File | Folder;

class Folder {
  entries = new Map<string, Entry>();
  flushed = new Map<string, Entry>();
  pending: ((entries: Map<string, Entry>) => void)[] = [];

  change(change: (entries: Map<string, Entry>) => void): void {
    change(this.entries);
    this.pending.push(change);
  }
}

export interface SessionOptions {
  /** The process dies, or the power goes, after so many steps. */
  readonly steps: number;
  /** How often a write finds the disk full or a flush fails: 0 to 1. */
  readonly faults: number;
}

export interface Session {
  readonly disk: Disk;
  /** Resolves when the steps are used up: from then on no call of this session ever comes back. */
  readonly dead: Promise<void>;
  /** Kills the process now, where it still lives. */
  end(): void;
}

/**
 * A disk that keeps what was flushed, and after a power cut nothing else for certain: content needs the file's flush, a
 * creation, renaming or removal its folder's. What was not flushed may survive in part, each file and folder on its own.
 */
export class SimulatedDisk {
  readonly #root = new Folder();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    const data = new Folder();
    this.#root.entries.set('data', data);
    this.#root.flushed.set('data', data);
  }

  readonly dataDir = '/data';

  /** Only between sessions. */
  cutPower(): void {
    this.#lose(this.#root);
  }

  session({ steps, faults }: SessionOptions): Session {
    let left = steps;
    let ended = false;
    let die: () => void = () => undefined;
    const dead = new Promise<void>((resolve) => (die = resolve));
    const end = (): void => {
      ended = true;
      die();
    };
    const wait = async (): Promise<void> => {
      for (let ticks = Math.ceil(this.#random() * 4); ticks > 0; ticks -= 1) await Promise.resolve();
    };
    const isOver = (): boolean => {
      if (!ended && left <= 0) end();
      return ended;
    };
    const step = async <T>(effect: () => T): Promise<T> => {
      await wait();
      // Nothing waits between the look and the effect: what a dead process began must not happen after the cut.
      if (isOver()) return new Promise(() => undefined);
      left -= 1;
      const result = effect();
      await wait(); // the effect may be there although nobody is told
      return isOver() ? new Promise(() => undefined) : result;
    };
    const fails = (): boolean => this.#random() < faults;
    return { disk: this.#diskOf(step, fails), dead, end };
  }

  #diskOf(step: <T>(effect: () => T) => Promise<T>, fails: () => boolean): Disk {
    const opened = (file: File): DiskFile => {
      const write = (bytes: Uint8Array, at = file.bytes.length): Promise<void> =>
        step(() => {
          const short = fails() ? Math.floor(this.#random() * bytes.length) : bytes.length;
          const change = { at, bytes: Buffer.from(bytes.subarray(0, short)) };
          file.bytes = apply(file.bytes, change);
          file.pending.push(change);
          if (short < bytes.length) throw diskError('ENOSPC');
        });
      const sync = (): Promise<void> =>
        step(() => {
          if (fails()) {
            // As Linux does: the pages are marked clean, and a later flush succeeds without them.
            file.pending = file.pending.slice(0, Math.floor(this.#random() * file.pending.length));
            // Also of a full disk some hear only now.
            throw diskError(this.#random() < 0.8 ? 'EIO' : 'ENOSPC');
          }
          file.flushed = file.pending.reduce(apply, file.flushed);
          file.pending = [];
        });
      return {
        write,
        async writeThrough(bytes, at) {
          await write(bytes, at);
          await sync();
        },
        truncate: (length) =>
          step(() => {
            file.bytes = apply(file.bytes, { length });
            file.pending.push({ length });
          }),
        sync,
        close: () => step(() => undefined),
      };
    };
    return {
      list: (path) => step(() => [...(this.#find(path, Folder)?.entries.keys() ?? [])].sort()),
      read: (path) =>
        step(() => {
          const file = this.#find(path, File);
          return file === null ? null : Buffer.from(file.bytes);
        }),
      readAround: (path, share, length) =>
        step(() => {
          const bytes = this.#find(path, File)?.bytes;
          if (bytes === undefined) return null;
          const from = Math.max(0, Math.floor(bytes.length * share - length / 2));
          return Buffer.from(bytes.subarray(from, from + length));
        }),
      makeFolder: (path) =>
        step(() => {
          if (this.#find(path, Folder) !== null) return;
          const folder = new Folder();
          this.#parent(path).change((entries) => entries.set(basename(path), folder));
        }),
      create: (path) =>
        step(() => {
          if (this.#find(path, File) !== null) throw diskError('EEXIST');
          return opened(this.#create(path));
        }),
      append: (path) => step(() => opened(this.#find(path, File) ?? this.#create(path))),
      rename: (from, to) =>
        step(() => {
          const file = this.#find(from, File);
          if (file === null) throw diskError('ENOENT');
          this.#parent(to).change((entries) => {
            entries.delete(basename(from));
            entries.set(basename(to), file);
          });
        }),
      remove: (path) =>
        step(() => {
          if (this.#find(path, File) !== null)
            this.#parent(path).change((entries) => entries.delete(basename(path)));
        }),
      syncFolder: (path) =>
        step(() => {
          const folder = this.#find(path, Folder);
          if (folder === null) throw diskError('ENOENT');
          for (const change of folder.pending) change(folder.flushed);
          folder.pending = [];
        }),
      lock: () => Promise.resolve(() => Promise.resolve()),
    };
  }

  #create(path: string): File {
    const file = new File();
    this.#parent(path).change((entries) => entries.set(basename(path), file));
    return file;
  }

  #parent(path: string): Folder {
    const folder = this.#find(dirname(path), Folder);
    if (folder === null) throw diskError('ENOENT');
    return folder;
  }

  #find<T extends Entry>(path: string, kind: new () => T): T | null {
    let found: Entry | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      found = found instanceof Folder ? found.entries.get(name) : undefined;
    }
    return found instanceof kind ? found : null;
  }

  #lose(folder: Folder): void {
    for (const change of folder.pending.slice(0, this.#luck(folder.pending.length))) change(folder.flushed);
    folder.pending = [];
    folder.entries = new Map(folder.flushed);
    for (const entry of folder.entries.values()) {
      if (entry instanceof Folder) this.#lose(entry);
      else this.#loseContent(entry);
    }
  }

  #loseContent(file: File): void {
    const kept = file.pending.slice(0, this.#luck(file.pending.length));
    const last = kept.at(-1);
    if (last !== undefined && 'bytes' in last && this.#random() < 0.4) {
      // Its length reached the disk, its last bytes did not: they may be anything.
      const bytes = Buffer.from(last.bytes);
      const lastLine = bytes.subarray(0, -1).lastIndexOf('\n') + 1;
      for (let at = lastLine + 9; at < bytes.length; at += 1) {
        const digit = (bytes[at] ?? 0) - 0x30;
        if (digit >= 0 && digit <= 9) bytes[at] = 0x30 + ((digit + 5) % 10);
      }
      kept[kept.length - 1] = { at: last.at, bytes };
    } else if (last !== undefined && 'bytes' in last && this.#random() < 0.5) {
      const at = Math.floor(this.#random() * last.bytes.length);
      // Sectors are written in any order: the later ones may have come to the disk alone.
      kept[kept.length - 1] =
        at % 3 === 0
          ? { at: last.at + at, bytes: last.bytes.subarray(at) }
          : { at: last.at, bytes: last.bytes.subarray(0, at) };
    }
    file.flushed = kept.reduce(apply, file.flushed);
    file.bytes = file.flushed;
    file.pending = [];
  }

  /** How many of the changes that were not flushed survive: often none. */
  #luck(count: number): number {
    return this.#random() < 0.4 ? 0 : Math.ceil(this.#random() * count);
  }
}

function apply(bytes: Buffer, change: Change): Buffer {
  if ('length' in change) return bytes.subarray(0, change.length);
  const gap = Buffer.alloc(Math.max(0, change.at - bytes.length));
  const behind = bytes.subarray(change.at + change.bytes.length);
  return Buffer.concat([bytes.subarray(0, change.at), gap, change.bytes, behind]);
}

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
