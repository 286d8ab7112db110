import { randomUUID } from 'node:crypto';
import { dayMs, dayOf } from '../../shared/calendar';
import { handOverStateOf, type Agreed } from '../../shared/payment/claim';
import type { ClaimDeed, Payment } from '../../shared/payment/payment';
import type { Ledger, StoredPayment } from '../ledger/ledger';
import { within, type Clock, type Log } from '../ports';
import { serialQueue } from '../storage/serial-queue';
import {
  deedKey,
  isSameDeed,
  packDeed,
  sharedNameOf,
  unpackDeed,
  type SharedDeed,
  type SharedName,
} from './deed-rows';
import { readOutbox, writeOutbox, type Unsent } from './outbox-file';
import { RelayRefusal, type RelayClient, type WrittenRow } from './relay-client';

export interface ShopDeedsParts {
  readonly dataDir: string;
  readonly ledger: Pick<Ledger, 'find' | 'payment' | 'payments' | 'annotate'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly client: () => Promise<RelayClient>;
  /** Seals to every counter and phone of the shop. */
  readonly seal: (plain: Uint8Array) => Promise<Buffer>;
  readonly open: (sealed: Buffer) => Promise<Buffer | null>;
  /** This counter's number at the relay; null: not known yet. */
  readonly number: () => number | null;
  /** Whether the relay's last answer arrived. */
  readonly isThere: () => boolean;
  /** Whether another counter may be doing the same now. */
  readonly hasOthers: () => boolean;
  readonly onChanged: (payment: Payment) => void;
  /** Two counters handed over the same payment. */
  readonly onTwice: (payment: Payment) => void;
}

/** A person waits with the goods in hand. */
const patienceMs = 2_000;
const mostTogether = 50;
/** Beyond this the oldest is no longer sent: it is still in the ledger here. */
const mostUnsent = 5_000;
/** What two counters did longer ago is not reported. */
const newsMs = 72 * 3_600_000;

/**
 * What the counters of one shop hand over and take back. Each asks the relay first, and tells it later where it could
 * not.
 */
export type ShopDeeds = Awaited<ReturnType<typeof openShopDeeds>>;

export async function openShopDeeds(parts: ShopDeedsParts) {
  const { dataDir, ledger, clock, log } = parts;
  const found = await readOutbox(dataDir);
  let unsent = found ?? [];
  const sending = serialQueue();
  const applying = serialQueue();
  const writing = serialQueue();
  /** Keys of the deeds that this run records itself: they come back with the log. */
  const own = new Set<string>();

  const keep = (next: readonly Unsent[]): Promise<void> => {
    unsent = next.slice(-mostUnsent);
    return writing(() => writeOutbox(dataDir, unsent));
  };
  const write = async (rows: readonly Unsent[]): Promise<readonly WrittenRow[]> => {
    const client = await parts.client();
    const sealed = rows.map(async ({ shared, also }) => ({
      kind: 'deed' as const,
      key: deedKey(shared, also),
      sealed: (await parts.seal(packDeed(shared))).toString('base64'),
    }));
    return client.write(await Promise.all(sealed));
  };
  /** The other counter's deed; null where the row is this deed itself. */
  const otherFirst = async ({ shared }: Unsent, { fresh, first }: WrittenRow): Promise<SharedDeed | null> => {
    if (fresh || first === undefined) return null;
    const plain = await parts.open(Buffer.from(first.sealed, 'base64'));
    const told = plain === null ? null : unpackDeed(plain);
    // If it cannot be read any more, its author is unknown, but the deed is certain.
    const { kind, turn } = shared.deed;
    const other = told ?? { payment: shared.payment, deed: { kind, turn, by: '', at: first.at } };
    return isSameDeed(other.deed, shared.deed) ? null : other;
  };

  const payment = async ({ amountXof, ...name }: SharedName): Promise<StoredPayment | null> => {
    const found = await ledger.find(name);
    return found?.amountXof === amountXof ? ledger.payment(found.id) : null;
  };
  /** Records another counter's deed once, however often it is read. */
  const apply = (shared: SharedDeed): Promise<void> =>
    applying(async () => {
      const { deed } = shared;
      const known = await payment(shared.payment);
      if (known === null) {
        log('a deed of another counter is about a payment that is not here');
        return;
      }
      if (known.claimHistory.some((one) => isSameDeed(one, deed))) return;
      const after = await ledger.annotate(known.id, { field: 'claim', value: deed });
      if (after === null) return;
      parts.onChanged(after);
      const isNews = clock.now() - Date.parse(deed.at) < newsMs;
      if (deed.kind === 'handed-over' && after.alsoClaimed !== undefined && isNews) parts.onTwice(after);
    });

  const sendSome = async (): Promise<boolean> => {
    const some = unsent.slice(0, mostTogether);
    if (some.length === 0) return false;
    const written = await write(some);
    const also: Unsent[] = [];
    for (const [at, row] of written.entries()) {
      const one = some[at];
      const first = one === undefined ? null : await otherFirst(one, row);
      if (one === undefined || first === null) continue;
      await apply(first);
      // The goods were given twice: the other counter must know too.
      if (one.shared.deed.kind === 'handed-over' && one.also === null)
        also.push({ shared: one.shared, also: randomUUID() });
    }
    await keep([...also, ...unsent.filter((one) => !some.includes(one))]);
    return unsent.length > 0;
  };
  const send = (): Promise<void> =>
    sending(async () => {
      try {
        while (await sendSome());
      } catch (error) {
        // A row that no relay will ever accept must not block the others.
        const isHopeless = error instanceof RelayRefusal && (error.status === 400 || error.status === 413);
        if (isHopeless) await keep(unsent.slice(mostTogether));
        throw error;
      }
    });
  const sendInBackground = (): void => {
    send().catch((error: unknown) => log(`deeds wait for the relay: ${String(error)}`));
  };

  /** All recent deeds: the relay does not store again what it already has. */
  const recent = async (): Promise<readonly Unsent[]> => {
    const sinceMs = clock.now() - newsMs;
    const deeds: Unsent[] = [];
    for await (const { id } of ledger.payments({ from: dayOf(sinceMs - dayMs, 0) })) {
      const stored = await ledger.payment(id);
      const payment = stored === null ? null : sharedNameOf(stored);
      for (const deed of stored?.claimHistory ?? [])
        if (payment !== null && deed.turn !== undefined && Date.parse(deed.at) > sinceMs)
          deeds.push({ shared: { payment, deed: { ...deed, turn: deed.turn } }, also: null });
    }
    return deeds;
  };
  if (found === null) await keep(await recent());

  /** The answer if it came in time; null: none did. */
  const inTime = (one: Unsent): Promise<WrittenRow | null> => {
    const asked = write([one]).then(
      ([row]) => row ?? null,
      (error: unknown) => {
        log(`the relay was not asked about a deed: ${String(error)}`);
        return null;
      },
    );
    return within(clock, patienceMs, asked, null);
  };

  return {
    /** Call it before a deed is recorded here: whether it may be. Never rejects. */
    async agree(stored: StoredPayment, wanted: ClaimDeed): Promise<Agreed> {
      const name = sharedNameOf(stored);
      if (name === null) return { deed: wanted, first: null };
      const number = parts.number();
      const { turn } = handOverStateOf(stored.claimHistory);
      const deed = { ...wanted, ...(number !== null && { counter: number }), turn };
      const one: Unsent = { shared: { payment: name, deed }, also: null };
      own.add(traceOf(one.shared));
      const row = parts.isThere() && parts.hasOthers() ? await inTime(one) : null;
      if (row !== null) {
        const first = await otherFirst(one, row);
        if (first === null) return { deed, first: null };
        await apply(first);
        return { deed, first: first.deed };
      }
      await keep([...unsent, one]).catch((error: unknown) =>
        log(`a deed is not kept for the relay: ${String(error)}`),
      );
      if (parts.isThere()) sendInBackground();
      return { deed, first: null };
    },
    /** Tells the relay what it does not know yet. */
    send: sendInBackground,
    /** Takes deeds in the order of the log. */
    async take(opened: readonly Buffer[]): Promise<void> {
      for (const plain of opened) {
        const shared = unpackDeed(plain);
        if (shared === null) log('a deed in the relay’s log is none');
        else if (!own.delete(traceOf(shared))) await apply(shared);
      }
    },
    settled: () => sending(() => applying(() => Promise.resolve())),
  };
}

function traceOf(shared: SharedDeed): string {
  const { by, at } = shared.deed;
  return JSON.stringify([deedKey(shared, null), by, at]);
}
