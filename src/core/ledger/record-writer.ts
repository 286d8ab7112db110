import type { Compaction } from './compaction/compaction';
import { Health } from './health';
import type { Journal } from './journal/journal';
import type { LedgerRecord } from './journal/replay';
import type { LedgerOptions, LedgerStart } from './ledger-start';
import type { Limits } from './limits';
import type { PaymentEntry } from './record';

type WriterParts = Pick<LedgerOptions, 'dataDir' | 'clock' | 'log'> &
  Pick<LedgerStart, 'lastSeq'> & { readonly limits: Limits };

/** Numbers each record, has the journal write it, and adds it to the memtable once it is flushed. */
export class RecordWriter {
  readonly health: Health;
  readonly #journal: Journal;
  readonly #compaction: Compaction;
  readonly #limits: Limits;
  #nextSeq: number;
  #flushedSeq: number;

  constructor(journal: Journal, compaction: Compaction, parts: WriterParts) {
    this.#journal = journal;
    this.#compaction = compaction;
    this.#limits = parts.limits;
    this.#nextSeq = parts.lastSeq + 1;
    this.#flushedSeq = parts.lastSeq;
    this.health = new Health(parts, () => this.#probe());
  }

  /** The greatest number that is on the disk. */
  get flushedSeq(): number {
    return this.#flushedSeq;
  }

  /** Throws where more records wait, or are not compacted yet, than memory has room for. */
  refuseWhereFull(): void {
    const { waiting, uncompacted } = this.#limits;
    if (this.#journal.waiting < waiting && this.#compaction.memtable.size < uncompacted) return;
    throw this.health.overloaded();
  }

  /** Each number is used once, even if its record is refused: the order of numbers is the order of arrival. */
  takeSeq(): number {
    return this.#nextSeq++;
  }

  /** Resolves once the record is flushed. Rejects with `LedgerRefusal`, after calling `undo`. */
  write(record: LedgerRecord, entry?: PaymentEntry, undo: () => void = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#journal.push({
        seq: record.seq,
        record,
        done: () => {
          this.#compaction.memtable.apply(record, this.#limits.compactAtOnce, entry);
          this.#flushedSeq = Math.max(this.#flushedSeq, record.seq);
          this.health.recovered();
          this.#compaction.request();
          resolve();
        },
        refused: (error) => {
          undo();
          reject(this.health.refuse(error));
        },
      });
    });
  }

  /** Writes an empty record to find out whether the disk accepts writes again. */
  #probe(): void {
    this.#journal.push({
      seq: this.takeSeq(),
      record: { kind: 'void', from: 0, to: 0 },
      done: () => this.health.recovered(),
      refused: (error) => void this.health.refuse(error),
    });
  }
}
