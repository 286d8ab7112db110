import type { Payment } from '../../shared/payment/payment';
import { serialQueue } from '../storage/serial-queue';
import type { Compaction } from './compaction/compaction';
import { LedgerRefusal, type Annotation, type ReceivedEvent } from './ledger';
import { entryWithId } from './query/queries';
import { deltaOf, paymentOf, rawBodyOf, type PaymentEntry, type Update } from './record';
import type { RecordWriter } from './record-writer';

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** Writes later updates of a payment, and returns the payment as it then is. */
export class UpdateWriter {
  readonly #writer: RecordWriter;
  readonly #compaction: Compaction;
  readonly #isClosed: () => boolean;
  readonly #queued = serialQueue();

  constructor(writer: RecordWriter, compaction: Compaction, isClosed: () => boolean) {
    this.#writer = writer;
    this.#compaction = compaction;
    this.#isClosed = isClosed;
  }

  async annotate(entry: PaymentEntry, annotation: Annotation): Promise<void> {
    const update = { kind: 'annotation', paymentId: entry.id, ...annotation } as const;
    if (annotation.field === 'verification') await this.#queueWrite(entry, update);
    else await this.#write(update);
  }

  /** It is written after the first copy, so it is never flushed before it. */
  async deliverAgain(entry: PaymentEntry, received: ReceivedEvent): Promise<void> {
    const { receivedAt, event, headers, rawBody } = received;
    const update = { kind: 'delivery', paymentId: entry.id, receivedAt } as const;
    if (entry.found === undefined) await this.#write(update);
    else if (this.#compaction.memtable.current(entry).deliveries > 0) await this.#queueWrite(entry, update);
    else {
      const announced = { event, headers, body: rawBodyOf(rawBody) };
      await this.#queueWrite(entry, { ...update, announced });
    }
  }

  /** The payment as it is on the disk now; where the disk cannot be read, as it was found before. */
  async current(entry: PaymentEntry): Promise<Payment> {
    const view = this.#compaction.view();
    const stored = await entryWithId(view, entry.id).catch(() => null);
    return paymentOf(view.memtable.current(stored ?? entry));
  }

  #write(update: Unnumbered<Update>): Promise<void> {
    return this.#writer.write({ ...update, seq: this.#writer.takeSeq() });
  }

  /**
   * Writes an update that may change the day's totals. Such updates are written one by one, so that each records its own
   * change.
   */
  #queueWrite(entry: PaymentEntry, update: Unnumbered<Update>): Promise<void> {
    return this.#queued(async () => {
      if (this.#isClosed()) throw new LedgerRefusal('closed');
      const view = this.#compaction.view();
      const stored = (await entryWithId(view, entry.id)) ?? entry;
      const numbered = { ...update, seq: this.#writer.takeSeq() };
      await this.#writer.write({ ...numbered, ...deltaOf(view.memtable.current(stored), numbered) });
    });
  }
}
