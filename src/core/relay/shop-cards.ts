import * as v from 'valibot';
import type { Payment } from '../../shared/payment/payment';
import { cardOf, isCorrected, paymentCard, type PaymentCard } from '../../shared/phones/card-row';
import { firstDayKept, monthsKept, type ShopCard } from '../../shared/phones/told-shop';
import type { Fact } from '../../shared/state/fact';
import type { Ledger } from '../ledger/ledger';
import { placeOf } from '../ledger/payment-id';
import type { Clock, Log } from '../ports';
import { serialQueue } from '../storage/serial-queue';
import { readCards, writeCards, type KeptCards } from './cards-file';
import { sha256 } from './membership';
import type { RelayClient, WantedRow } from './relay-client';

export interface ShopCardsParts {
  readonly dataDir: string;
  readonly joinedAt: string;
  readonly ledger: Pick<Ledger, 'find' | 'payment' | 'payments'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly country: () => ShopCard['country'];
  readonly log: Log;
  readonly client: () => Promise<RelayClient>;
  /** Seals to every counter and phone of the shop. */
  readonly seal: (plain: Uint8Array) => Promise<Buffer>;
  /** This counter's number at the relay; null: not known yet. */
  readonly number: () => number | null;
  /** Whether the relay's last answer arrived. */
  readonly isThere: () => boolean;
}

/** The most rows in one post. */
const mostTogether = 50;
/** The most cards sent in a row, each time the whole log was read: deeds use the same quota. */
const mostInARow = 100;
const mostLately = 500;

/**
 * Tells the relay, sealed to the shop, how payments stand where its log alone would show something else. So the
 * owner's phones count as the counter does. What the relay was not told yet is stored on the disk.
 */
export type ShopCards = Awaited<ReturnType<typeof openShopCards>>;

export async function openShopCards(parts: ShopCardsParts) {
  const { dataDir, joinedAt, ledger, clock, log } = parts;
  const found = await readCards(dataDir);
  const isOurs = found?.joinedAt === joinedAt;
  const waiting = new Set(isOurs ? found.waiting : []);
  /** Being sent now: if one of them changes meanwhile, it waits again. */
  let underWay: readonly string[] = [];
  /** Sent a moment ago. The deed may be in the log before the card, and phones cannot use it until they have the card. */
  const lately = new Set<string>();
  const told = new Map(Object.entries(isOurs ? found.told : {}));
  let isPassing = isOurs && found.isPassing;
  /** What the former run sent, and payments added from a file, are checked once. */
  let isToLook = true;
  /** Ids of payments read at the relay, while its whole log is being read. */
  const met = new Set<string>();
  /** Ids of payments whose fact is still to come. */
  const collected = new Set<string>();
  const sending = serialQueue();
  const writing = serialQueue();

  const keep = (): Promise<void> =>
    writing(() => {
      const unheard = [...new Set([...underWay, ...waiting])];
      const kept: KeptCards = { joinedAt, isPassing, waiting: unheard, told: Object.fromEntries(told) };
      return writeCards(dataDir, kept);
    });
  const noteWaiting = (ids: readonly string[]): void => {
    if (ids.length === 0) return;
    for (const id of ids) waiting.add(id);
    keep().catch((error: unknown) => log(`cards are not kept for the relay: ${String(error)}`));
    if (parts.isThere()) sendInBackground(mostTogether);
  };
  const cardFor = (payment: Payment): PaymentCard =>
    cardOf(payment, placeOf(payment.id)?.day ?? '', parts.number());
  const isNews = (payment: Payment): boolean =>
    (isCorrected(payment) || told.has(payment.id)) && told.get(payment.id) !== digestOf(cardFor(payment));

  /** Null: the payment no longer exists here, or no phone would read it. */
  const rowFor = async (id: string): Promise<(WantedRow & { readonly digest: string | null }) | null> => {
    const payment = await ledger.payment(id);
    if (payment === null) return null;
    const card = cardFor(payment);
    if (!v.is(paymentCard, card)) return null;
    const digest = digestOf(card);
    const sealed = await parts.seal(Buffer.from(JSON.stringify(card)));
    const key = sha256(JSON.stringify([parts.number(), id, digest, card.payment.claim]));
    return {
      kind: 'card',
      key,
      sealed: sealed.toString('base64'),
      digest: isCorrected(payment) ? digest : null,
    };
  };
  const write = async (ids: readonly string[]): Promise<void> => {
    const rows = await Promise.all(ids.map(async (id) => ({ id, row: await rowFor(id) })));
    const wanted = rows.flatMap(({ row }) => (row === null ? [] : [row]));
    if (wanted.length > 0) {
      const client = await parts.client();
      await client.write(wanted.map(({ kind, key, sealed }) => ({ kind, key, sealed })));
    }
    for (const { id, row } of rows) if (row !== null && row.digest !== null) told.set(id, row.digest);
    for (const id of [...lately].slice(0, -mostLately)) lately.delete(id);
  };
  const sendSome = async (most: number): Promise<number> => {
    underWay = [...waiting].slice(0, Math.min(most, mostTogether));
    for (const id of underWay) {
      waiting.delete(id);
      lately.add(id);
    }
    try {
      if (underWay.length > 0) await write(underWay);
      return underWay.length;
    } catch (error) {
      for (const id of underWay) waiting.add(id);
      throw error;
    } finally {
      underWay = [];
    }
  };
  const send = (most: number): Promise<void> =>
    sending(async () => {
      let sent = 0;
      let last: number;
      do {
        last = await sendSome(most - sent);
        sent += last;
      } while (last > 0 && sent < most);
      if (sent > 0) await keep();
    });
  const sendInBackground = (most: number): void => {
    send(most).catch((error: unknown) => log(`cards wait for the relay: ${String(error)}`));
  };

  /** Finds payments on the days that a phone shows whose state the relay does not have. */
  const look = async (): Promise<void> => {
    const isEnd = isPassing;
    isToLook = false;
    const ids: string[] = [];
    const from = firstDayKept({ country: parts.country() }, clock.now(), monthsKept);
    for (const id of told.keys()) if ((placeOf(id)?.day ?? '') < from) told.delete(id);
    for await (const payment of ledger.payments({ from }))
      if (isNews(payment) || (isEnd && !met.has(payment.id))) ids.push(payment.id);
    for (const id of ids) waiting.add(id);
    if (isEnd) isPassing = false;
    met.clear();
    if (isEnd || ids.length > 0) await keep();
  };
  /** A second call about one event: the relay may have received the two in another order. */
  const withContradicted = async (payment: Payment): Promise<readonly string[]> => {
    const { id, provider, mode, event, transactionId, doubts } = payment;
    if (!doubts.includes('amount-changed') || event === null || transactionId === null) return [id];
    const first = await ledger.find({ provider, mode, event, transactionId });
    return first === null ? [id] : [first.id, id];
  };

  return {
    /** The list of waiting cards is lost, so the whole log must be read to rebuild it. */
    isLost: !isOurs,
    /** The whole log is read from here on, because this counter joined, or one of the two lost something. */
    async beginPass(): Promise<void> {
      isPassing = true;
      met.clear();
      told.clear();
      await keep();
    },
    /** Takes the payments whose calls are at the relay, or would have been. */
    onCollected(ids: readonly string[]): void {
      if (isPassing) for (const id of ids) met.add(id);
    },
    /** Call it before this payment is announced to the other parts: it came through the relay. */
    onRecorded({ id }: Payment): void {
      collected.add(id);
    },
    follow(fact: Fact): void {
      if (fact.kind === 'payment-changed') {
        const { payment } = fact;
        const isServed = lately.has(payment.id) && payment.claim !== null;
        if (isServed || isNews(payment)) noteWaiting([payment.id]);
      }
      if (fact.kind === 'import-progressed' && fact.importing === null) isToLook = true;
      if (fact.kind !== 'payment-recorded') return;
      const { payment, duplicate } = fact;
      const isRelayed = collected.delete(payment.id);
      const isDoubted = !duplicate && payment.doubts.includes('amount-changed');
      if ((isRelayed || duplicate) && !isDoubted) {
        if (isNews(payment)) noteWaiting([payment.id]);
      } else
        withContradicted(payment)
          .then(noteWaiting)
          .catch((error: unknown) => log(`a card is not written: ${String(error)}`));
    },
    /** The whole log has been read. Never rejects. */
    async onHead(): Promise<void> {
      if (isPassing || isToLook)
        await look().catch((error: unknown) => {
          isToLook = true;
          log(`the ledger was not looked through: ${String(error)}`);
        });
      if (waiting.size > 0) sendInBackground(mostInARow);
    },
    settled: () => sending(() => writing(() => Promise.resolve())),
  };
}

/** Without the counter's number and the claim: these changes need no new card. */
function digestOf({ day, payment: { claim: _claim, ...payment } }: PaymentCard): string {
  return sha256(JSON.stringify([day, payment])).slice(0, 16);
}
