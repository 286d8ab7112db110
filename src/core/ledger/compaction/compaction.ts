import type { Day } from '../../../shared/payment/payment';
import type { Clock, Log } from '../../ports';
import type { TimeSlice } from '../../storage/time-slice';
import type { Disk } from '../../storage/disk';
import type { Documents } from '../documents/documents';
import { placeOf } from '../payment-id';
import { compactIntoDocuments } from './compact-documents';
import { forgetPayers } from './forget';
import { writeManifest, type Manifest } from '../documents/manifest';
import type { Journal } from '../journal/journal';
import type { DedupIndex } from '../dedup/dedup-index';
import type { Limits } from '../limits';
import { setAside } from '../quarantine';
import type { View } from '../query/queries';
import { encodeLine } from '../journal/line';
import type { PaymentEntry } from '../record';
import type { SearchFiles } from '../query/search-files';
import type { EndedBatch, Memtable } from '../memtable/memtable';

/** A shop's payments come one by one: wait until none has come for a while, so that several are compacted together. */
const quietMs = 20_000;
/** The pause before trying again after a failure (a full disk, a file that an antivirus program holds). */
const retryMs = 5_000;

/** More waiting batches than this mean that calls come faster than they are compacted. */
const muchBehind = 2;

export interface CompactionParts {
  readonly disk: Disk;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Limits;
  readonly pace: TimeSlice;
  readonly journal: Journal;
  readonly documents: Documents;
  readonly search: SearchFiles;
  readonly memtable: Memtable;
  readonly index: Manifest;
  readonly keys: DedupIndex;
}

/** Moves what the journal holds into the documents, in the background and one compaction after another. */
export class Compaction {
  readonly #parts: CompactionParts;
  #index: Manifest;
  #memtable: Memtable;
  #running: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #repairs: { day: Day; part: number }[] = [];
  #forgetBefore: Day = '';
  #stopped = false;

  constructor(parts: CompactionParts) {
    this.#parts = parts;
    this.#index = parts.index;
    this.#memtable = parts.memtable;
  }

  get memtable(): Memtable {
    return this.#memtable;
  }

  /**
   * The whole ledger at this moment. It stays correct while a compaction runs: the documents may then hold more than its
   * manifest says, but its memtable has the difference.
   */
  view(): View {
    const { documents, search } = this.#parts;
    return { index: this.#index, documents, search, memtable: this.#memtable };
  }

  /** There is something to compact: at once where it is much, else soon. */
  request(): void {
    if (this.#stopped || this.#running !== null) return;
    if (this.#memtable.size >= this.#parts.limits.compactAt) this.#start();
    else this.#later(quietMs);
  }

  /** The next compactions process these days, a few at a time. */
  forgetPayersBefore(day: Day): void {
    this.#forgetBefore = day;
    if (this.#running === null && this.#hasToForget) this.#start();
  }

  get #hasToForget(): boolean {
    return !this.#stopped && this.#forgetBefore > (this.#index.forgottenBefore ?? '');
  }

  repair(day: Day, part: number): void {
    this.#repairs.push({ day, part });
    if (this.#running === null && !this.#stopped) this.#start();
  }

  /** One task at a time, and no compaction during it. */
  async still<T>(task: () => Promise<T>): Promise<T> {
    while (this.#running !== null) await this.#running;
    const done = task();
    this.#running = done
      .then(
        () => undefined,
        () => undefined, // the caller is told
      )
      .then(() => {
        this.#running = null;
        if (this.#repairs.length > 0) this.#start();
        else if (this.#memtable.size > 0) this.request();
      });
    return done;
  }

  /** Compacts one last time. What fails stays in the journal for the next start. */
  async close(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
    await this.#compact().catch((error: unknown) =>
      this.#parts.log(`compaction is left for later: ${String(error)}`),
    );
  }

  #later(delayMs: number): void {
    this.#cancel ??= this.#parts.clock.after(delayMs, () => this.#start());
  }

  #start(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#stopped || this.#running !== null) return;
    this.#running = this.#compact()
      .then(
        () => null,
        (error: unknown) => {
          this.#parts.log(`the ledger's documents cannot be written now: ${String(error)}`);
          return error;
        },
      )
      .then((error) => {
        this.#running = null;
        if (this.#stopped) return;
        if (error !== null) this.#later(retryMs);
        else if (this.#hasToForget) this.#start();
        else if (this.#memtable.size > 0) this.request();
      });
  }

  /**
   * The order makes an interruption between any two steps harmless: documents, keys, index. Only then are the segments
   * removed whose records are in them.
   */
  async #compact(): Promise<void> {
    const { journal, keys } = this.#parts;
    const nothing = this.#memtable.size === 0 && this.#repairs.length === 0 && !journal.hasEnded;
    if (nothing && !this.#hasToForget) return;
    await keys.ready();
    // First compact what a failed compaction left. Everything received since is then one more batch, not one for each
    // try.
    for (const ended of this.#memtable.ended) await this.#compactBatch(ended);
    const ended = await journal.endSegment((segments, settledThrough) => ({
      segments,
      batches: this.#memtable.end(settledThrough),
    }));
    for (const batch of ended.batches) await this.#compactBatch(batch);
    await journal.remove(ended.segments);
    await this.#forget();
  }

  /** Once its index is written a batch stays compacted, even if the next ones fail. */
  async #compactBatch({ batch, through }: EndedBatch): Promise<void> {
    const { disk, dataDir, documents, search, keys, limits, pace } = this.#parts;
    pace.isBehind = this.#memtable.size > limits.compactAt * muchBehind;
    const repairs = this.#repairs;
    const { payments, deaf } = batch;
    const updates = [...batch.updates.values()].flat();
    const work = { payments, updates, deaf, repairs };
    const { orphans, lost, ...written } = await compactIntoDocuments(
      this.#index,
      documents,
      work,
      limits.partSize,
    );
    if (orphans.length > 0) {
      const lines = Buffer.concat(orphans.map(encodeLine));
      await setAside(disk, dataDir, 'without-payment', lines, { kind: 'damaged', count: orphans.length });
    }
    await search.add(payments);
    // The search data of these payments were made before their call came.
    const announced = updates.filter((update) => update.kind === 'delivery' && update.announced);
    for (const month of new Set(
      announced.flatMap(({ paymentId }) => placeOf(paymentId)?.day.slice(0, 7) ?? []),
    ))
      await search.forget(month);
    const stored = await keys.store(payments);
    const { keyBytes } = stored;
    await this.#putManifest({
      foldedThrough: through,
      keyBytes,
      ...written,
      ...(batch.closes.size > 0 && {
        closes: { ...this.#index.closes, ...Object.fromEntries(batch.closes) },
      }),
      ...(lost > 0 && { lost: (this.#index.lost ?? 0) + lost }),
      ...this.#forgottenWith(payments),
    });
    this.#repairs = this.#repairs.filter((repair) => !repairs.includes(repair));
    await stored.commit();
  }

  async #putManifest(changed: Partial<Manifest>): Promise<void> {
    const index = { ...this.#index, ...changed };
    await writeManifest(this.#parts.disk, this.#parts.dataDir, index);
    // Replace both in one step: a reader in between would find a payment in both and count it twice.
    this.#index = index;
    this.#memtable = this.#memtable.after(index.foldedThrough);
  }

  /** A recovered payment may belong to a day whose payers were already removed. */
  #forgottenWith(payments: readonly PaymentEntry[]): Pick<Manifest, 'forgottenBefore'> {
    const { forgottenBefore } = this.#index;
    if (forgottenBefore === undefined) return {};
    return {
      forgottenBefore: payments.reduce((first, { day }) => (day < first ? day : first), forgottenBefore),
    };
  }

  /** Only for days that the index covers, so that a removed payer is not read from the journal again. */
  async #forget(): Promise<void> {
    if (!this.#hasToForget) return;
    const { documents, search } = this.#parts;
    const forgottenBefore = await forgetPayers(this.#index, documents, search, this.#forgetBefore);
    await this.#putManifest({ forgottenBefore });
  }
}
