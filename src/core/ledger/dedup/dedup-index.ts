import type { Log } from '../../ports';
import type { TimeSlice } from '../../storage/time-slice';
import type { Disk } from '../../storage/disk';
import type { Documents } from '../documents/documents';
import { keyOfEntry } from './dedup-key';
import { appendKeys, keyFile, loadKeys, replaceKeys, type StoredKey } from './key-file';
import { hashKey, KeyTable } from './key-table';
import { moveAside, setAside } from '../quarantine';
import { readOrDamage, unreadable } from '../../storage/read-or-damage';
import { rebuild } from '../compaction/rebuild';
import type { PaymentEntry } from '../record';

/** Takes far less time than anybody notices. */
const keysAtOnce = 100;

/**
 * Which payments carry a key. Keys of the journal are stored whole, those of the documents by their hash. The documents'
 * keys are read in the background after opening, so that calls are received at once; their answers wait for it.
 */
export class DedupIndex {
  readonly #disk: Disk;
  readonly #dataDir: string;
  readonly #documents: Documents;
  readonly #recent = new Map<string, PaymentEntry[]>();
  readonly #log: Log;
  readonly #pace: TimeSlice;
  #table: KeyTable | null = null;
  #keyBytes: number;
  #loading: Promise<void> | null = null;

  constructor(
    disk: Disk,
    dataDir: string,
    documents: Documents,
    keyBytes: number,
    log: Log,
    pace: TimeSlice,
  ) {
    this.#disk = disk;
    this.#dataDir = dataDir;
    this.#documents = documents;
    this.#keyBytes = keyBytes;
    this.#log = log;
    this.#pace = pace;
  }

  get loaded(): boolean {
    return this.#table !== null;
  }

  /** Rejects where the disk cannot be read. The next call tries again. */
  ready(): Promise<void> {
    if (this.#table !== null) return Promise.resolve();
    return (this.#loading ??= this.#load().finally(() => (this.#loading = null)));
  }

  recent(key: string): readonly PaymentEntry[] {
    return this.#recent.get(key) ?? [];
  }

  /** Sequence numbers of compacted payments that may carry the key. */
  compacted(key: string): readonly number[] {
    return this.#table?.find(hashKey(key)) ?? [];
  }

  /** How many they are; NaN until the documents' keys are read. */
  compactedCount(key: string): number {
    return this.#table?.find(hashKey(key)).length ?? NaN;
  }

  remember(key: string, entry: PaymentEntry): void {
    const known = this.#recent.get(key);
    if (known === undefined) this.#recent.set(key, [entry]);
    else known.push(entry);
  }

  forget(key: string, entry: PaymentEntry): void {
    const known = this.recent(key);
    const others =
      known.length === 1 && known[0] === entry ? [] : known.filter(({ seq }) => seq !== entry.seq);
    if (others.length === 0) this.#recent.delete(key);
    else this.#recent.set(key, others);
  }

  /**
   * Writes the keys of compacted payments to the disk. They count once `commit` is called, after the index was written.
   * Each is then moved from the recent keys in one step, so that it is always in exactly one place.
   */
  async store(
    entries: readonly PaymentEntry[],
  ): Promise<{ readonly keyBytes: number; readonly commit: () => Promise<void> }> {
    const keys: (StoredKey & { readonly key: string; readonly entry: PaymentEntry })[] = [];
    for (const entry of entries) {
      const key = keyOfEntry(entry);
      const { high, low } = hashKey(key);
      keys.push({ high, low, seq: entry.seq, key, entry });
      if (keys.length % keysAtOnce === 0) await this.#pace.keep();
    }
    const keyBytes = await appendKeys(this.#disk, this.#dataDir, this.#keyBytes, keys);
    return {
      keyBytes,
      commit: async () => {
        this.#keyBytes = keyBytes;
        for (const [at, stored] of keys.entries()) {
          this.#table?.add(stored, stored.seq);
          this.forget(stored.key, stored.entry);
          if (at % keysAtOnce === keysAtOnce - 1) await this.#pace.keep();
        }
      },
    };
  }

  async #load(): Promise<void> {
    const table = await loadKeys(this.#disk, this.#dataDir, this.#keyBytes);
    this.#table = table ?? (await this.#rebuild());
  }

  async #rebuild(): Promise<KeyTable> {
    this.#log(`${keyFile(this.#dataDir)}: keys.bin is made again from the documents`);
    const { keys } = await rebuild(this.#documents, []);
    // The file is a cache: calls are answered from memory even if it cannot be written again.
    await this.#replace(keys).catch((error: unknown) =>
      this.#log(`${keyFile(this.#dataDir)} cannot be made again now: ${String(error)}`),
    );
    const table = new KeyTable();
    for (const key of keys) table.add(key, key.seq);
    return table;
  }

  async #replace(keys: readonly StoredKey[]): Promise<void> {
    const file = keyFile(this.#dataDir);
    const damaged = await readOrDamage(this.#disk, file);
    const found = { kind: 'rebuilt', count: 1 } as const;
    if (damaged === unreadable) await moveAside(this.#disk, this.#dataDir, file, found);
    else await setAside(this.#disk, this.#dataDir, file, damaged ?? Buffer.alloc(0), found);
    // Until the manifest has the new length, the next start finds this file damaged and writes it again.
    this.#keyBytes = await replaceKeys(this.#disk, this.#dataDir, keys);
  }
}
