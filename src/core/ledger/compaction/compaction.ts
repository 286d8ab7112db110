import type { Day } from '../../../shared/payment/payment';
import type { Clock, Log } from '../../ports';
import type { Pace } from '../../storage/time-slice';
import type { Disk } from '../../storage/disk';
import type { Documents } from '../documents/documents';
import { foldIntoDocuments, placeOf } from './compact-documents';
import { forgetPayers } from './forget';
import { writeIndex, type LedgerIndex } from '../documents/manifest';
import type { Journal } from '../journal/journal';
import type { KnownKeys } from '../dedup/dedup-index';
import type { Limits } from '../limits';
import { setAside } from '../quarantine';
import type { View } from '../query/queries';
import { encodeLine, type PaymentEntry } from '../record';
import type { SearchFiles } from '../query/search-files';
import type { EndedPortion, Tail } from '../memtable/memtable';

/** A shop's payments come one by one: they reach the documents together, when none has come to fold for a while. */
const quietMs = 20_000;
/** How long to wait before trying again what failed (a full disk, a file that an antivirus program holds). */
const retryMs = 5_000;

/** So many times what is folded at once: calls come faster than they are folded. */
const muchBehind = 2;

export interface FoldingParts {
  readonly disk: Disk;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Limits;
  readonly pace: Pace;
  readonly journal: Journal;
  readonly documents: Documents;
  readonly search: SearchFiles;
  readonly tail: Tail;
  readonly index: LedgerIndex;
  readonly keys: KnownKeys;
}

/** Moves what the journal holds into the documents, behind the calls and one time after the other. */
export class Folding {
  readonly #parts: FoldingParts;
  #index: LedgerIndex;
  #tail: Tail;
  #running: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #repairs: { day: Day; part: number }[] = [];
  #forgetBefore: Day = '';
  #stopped = false;

  constructor(parts: FoldingParts) {
    this.#parts = parts;
    this.#index = parts.index;
    this.#tail = parts.tail;
  }

  get tail(): Tail {
    return this.#tail;
  }

  /**
   * The whole ledger at this moment. It stays true while a folding goes on behind it: the documents may hold more by
   * then than its index says, and what its index leaves out stands in its tail.
   */
  view(): View {
    const { documents, search } = this.#parts;
    return { index: this.#index, documents, search, tail: this.#tail };
  }

  /** Something is to be folded: at once where it is much, else soon. */
  request(): void {
    if (this.#stopped || this.#running !== null) return;
    if (this.#tail.size >= this.#parts.limits.foldAt) this.#start();
    else this.#later(quietMs);
  }

  /** Days are taken up with the next foldings, a few at a time. */
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

  /** One task at a time, and no folding beside it. */
  async still<T>(task: () => Promise<T>): Promise<T> {
    while (this.#running !== null) await this.#running;
    const done = task();
    this.#running = done
      .then(
        () => undefined,
        () => undefined, // who asked is told
      )
      .then(() => {
        this.#running = null;
        if (this.#repairs.length > 0) this.#start();
        else if (this.#tail.size > 0) this.request();
      });
    return done;
  }

  /** The last folding; what it cannot do is left in the journal for the next start. */
  async close(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
    await this.#fold().catch((error: unknown) =>
      this.#parts.log(`folding is left for later: ${String(error)}`),
    );
  }

  #later(delayMs: number): void {
    this.#cancel ??= this.#parts.clock.after(delayMs, () => this.#start());
  }

  #start(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#stopped || this.#running !== null) return;
    this.#running = this.#fold()
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
        else if (this.#tail.size > 0) this.request();
      });
  }

  /**
   * The order is what makes a cut between any two steps harmless: documents, keys, index, and only then are the
   * segments removed whose records are in them.
   */
  async #fold(): Promise<void> {
    const { journal, keys } = this.#parts;
    const nothing = this.#tail.size === 0 && this.#repairs.length === 0 && !journal.hasSealed;
    if (nothing && !this.#hasToForget) return;
    await keys.ready();
    // What a failed folding left comes first; all that came since is then one portion more, not one for each try.
    for (const ended of this.#tail.ended) await this.#foldPortion(ended);
    const sealed = await journal.seal((segments, settledThrough) => ({
      segments,
      portions: this.#tail.end(settledThrough),
    }));
    for (const ended of sealed.portions) await this.#foldPortion(ended);
    await journal.remove(sealed.segments);
    await this.#forget();
  }

  /** Once its index is written a portion stays folded, whatever happens to the next ones. */
  async #foldPortion({ portion, through }: EndedPortion): Promise<void> {
    const { disk, dataDir, documents, search, keys, limits, pace } = this.#parts;
    pace.isBehind = this.#tail.size > limits.foldAt * muchBehind;
    const repairs = this.#repairs;
    const { payments, deaf } = portion;
    const touches = [...portion.touches.values()].flat();
    const work = { payments, touches, deaf, repairs };
    const { orphans, ...written } = await foldIntoDocuments(this.#index, documents, work, limits.partSize);
    if (orphans.length > 0) {
      const lines = Buffer.concat(orphans.map(encodeLine));
      await setAside(disk, dataDir, 'without-payment', lines, { kind: 'damaged', count: orphans.length });
    }
    await search.add(payments);
    // What was searched of these was taken before their call came.
    const announced = touches.filter((touch) => touch.kind === 'delivery' && touch.announced);
    for (const month of new Set(
      announced.flatMap(({ paymentId }) => placeOf(paymentId)?.day.slice(0, 7) ?? []),
    ))
      await search.forget(month);
    const stored = await keys.store(payments);
    const { keyBytes } = stored;
    await this.#putIndex({ foldedThrough: through, keyBytes, ...written, ...this.#forgottenWith(payments) });
    this.#repairs = this.#repairs.filter((repair) => !repairs.includes(repair));
    await stored.commit();
  }

  async #putIndex(changed: Partial<LedgerIndex>): Promise<void> {
    const index = { ...this.#index, ...changed };
    await writeIndex(this.#parts.disk, this.#parts.dataDir, index);
    // In one go: whoever looks in between would find a payment in both, and count it twice.
    this.#index = index;
    this.#tail = this.#tail.after(index.foldedThrough);
  }

  /** A payment found again may lie on a day that was done with. */
  #forgottenWith(payments: readonly PaymentEntry[]): Pick<LedgerIndex, 'forgottenBefore'> {
    const { forgottenBefore } = this.#index;
    if (forgottenBefore === undefined) return {};
    return {
      forgottenBefore: payments.reduce((first, { day }) => (day < first ? day : first), forgottenBefore),
    };
  }

  /** Only what the index covers: a payer that the documents forget is not read from the journal again. */
  async #forget(): Promise<void> {
    if (!this.#hasToForget) return;
    const { documents, search } = this.#parts;
    const forgottenBefore = await forgetPayers(this.#index, documents, search, this.#forgetBefore);
    await this.#putIndex({ forgottenBefore });
  }
}
