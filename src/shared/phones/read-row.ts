import * as v from 'valibot';
import { projectPayment } from '../access/project-payment';
import { businessDayOf } from '../payment/business-day';
import type { Claim, Mode, Payment, PaymentEvent } from '../payment/payment';
import { unreadableEvent, type BodyText } from '../providers/call-text';
import { readFedapayCall } from '../providers/fedapay-call';
import { readKkiapayCall } from '../providers/kkiapay-call';
import { utcOffsetMinutes } from '../settings/settings';
import { latestOf, paymentCard, type PaymentCard } from './card-row';
import type { ShopCard } from './told-shop';

/** A row of a shop's log as its relay sends it to a device. */
export interface LogRow {
  readonly seq: number;
  /** Null: a kind that this version does not know. */
  readonly kind?: string | null | undefined;
  readonly at: string;
  /** Null: one. */
  readonly deliveries?: number | undefined;
  /** Base64; empty: the relay has deleted the content. */
  readonly sealed: string;
}

/** The shop's number at the relay, and its card. */
export interface OfShop {
  readonly shop: number;
  readonly card: ShopCard;
}

/** Opens a shop's rows on a device. Base64 goes in. */
export interface RowOpener {
  /** The decrypted text; null: no key on this device opens it. */
  open(sealed: string): Promise<string | null>;
  /** The bytes of a call as text. */
  bodyText(body: string): BodyText;
}

/** A payment as a device stores it. It does not tell who paid. */
export interface KeptPayment {
  readonly shop: number;
  readonly seq: number;
  readonly day: string;
  /** Names the event and its transaction: the same name with other content is a contradiction. Null: unknown. */
  readonly name: string | null;
  readonly payment: Payment;
  /** The counter that last said how it stands; absent: no counter has. */
  readonly toldBy?: number | null;
  /** Only a counter reported it: the log has no call for it yet. */
  readonly isUncalled?: true;
}

export type ReadRow =
  | { readonly kind: 'payment'; readonly kept: KeptPayment }
  | { readonly kind: 'deed'; readonly deed: ToldDeed }
  /** `kept`: what to store where nothing else is known of the payment. */
  | { readonly kind: 'card'; readonly kept: KeptPayment }
  /** About no payment, or the relay has deleted the content. */
  | { readonly kind: 'nothing' }
  /** No key on this device opens it. */
  | { readonly kind: 'shut' };

const call = v.object({
  provider: v.string(),
  mode: v.picklist(['live', 'sandbox']),
  body: v.string(),
});
const readers: Readonly<Record<string, (body: BodyText, receivedAt: string) => PaymentEvent | null>> = {
  kkiapay: readKkiapayCall,
  fedapay: readFedapayCall,
};
/** What a counter did with the goods of a payment. */
const told = v.object({
  payment: v.object({
    provider: v.string(),
    mode: v.string(),
    event: v.string(),
    transactionId: v.string(),
    amountXof: v.nullable(v.number()),
  }),
  deed: v.object({
    kind: v.picklist(['handed-over', 'taken-back']),
    by: v.string(),
    via: v.optional(v.string()),
    at: v.pipe(v.string(), v.isoTimestamp()),
  }),
});

export interface ToldDeed {
  /** Built as payments' names are. */
  readonly name: string;
  readonly amountXof: number | null;
  /** The claim after this deed: null where the goods were taken back. */
  readonly claim: Claim | null;
}

/** Never rejects because of what a row holds: unreadable content is a payment to check, as at the counter. */
export async function readRow(row: LogRow, { shop, card }: OfShop, opener: RowOpener): Promise<ReadRow> {
  // Rows with keys are for counters only.
  if (row.sealed === '' || row.kind === 'keys') return { kind: 'nothing' };
  const plain = await opener.open(row.sealed);
  if (plain === null) return { kind: 'shut' };
  if (row.kind === 'deed') {
    const deed = deedIn(plain);
    return deed === null ? { kind: 'nothing' } : { kind: 'deed', deed };
  }
  if (row.kind === 'card') {
    const card = jsonIn(plain, paymentCard);
    return card === null ? { kind: 'nothing' } : { kind: 'card', kept: toldOf(card, row.seq, shop) };
  }
  const parsed = jsonIn(plain, call);
  if (parsed === null) return { kind: 'nothing' };
  const { provider, mode, body } = parsed;
  const event = (readers[provider] ?? (() => unreadableEvent))(opener.bodyText(body), row.at);
  if (event === null) return { kind: 'nothing' };
  return { kind: 'payment', kept: keptOf(row, { shop, card, provider, mode, event }) };
}

function keptOf(
  { seq, at, deliveries = 1 }: LogRow,
  told: OfShop & {
    readonly provider: string;
    readonly mode: Mode;
    readonly event: PaymentEvent;
  },
): KeptPayment {
  const { shop, card, provider, mode, event } = told;
  const payment = projectPayment('owner-view', {
    id: `${shop}-${seq}`,
    provider,
    mode,
    ...event,
    receivedAt: at,
    deliveries,
    claim: null,
    verification: { kind: 'announced' },
  });
  return {
    shop,
    seq,
    payment,
    day: businessDayOf(at, event.performedAt, utcOffsetMinutes[card.country]),
    name: nameOf({ provider, mode, ...event }),
  };
}

function toldOf({ counter, day, payment: said }: PaymentCard, seq: number, shop: number): KeptPayment {
  const { transactionId: _number, ...shown } = said;
  const unsaid = { account: null, label: null, partnerId: null, stateData: null };
  const failure = { failureCode: null, failureMessage: null };
  const payment = { ...shown, ...unsaid, ...failure, transactionId: null, id: `${shop}-${seq}` };
  return { shop, seq, day, payment, name: nameOf(said), toldBy: counter, isUncalled: true };
}

function nameOf({
  provider,
  mode,
  event,
  transactionId,
}: Pick<Payment, 'provider' | 'mode' | 'event' | 'transactionId'>): string | null {
  return transactionId === null || event === null ? null : [provider, mode, event, transactionId].join(' ');
}

function deedIn(plain: string): ToldDeed | null {
  const parsed = jsonIn(plain, told);
  if (parsed === null) return null;
  const { provider, mode, event, transactionId, amountXof } = parsed.payment;
  const { kind, by, via, at } = parsed.deed;
  const claim = kind === 'taken-back' ? null : { by, at, ...(via !== undefined && { via }) };
  return { name: [provider, mode, event, transactionId].join(' '), amountXof, claim };
}

/**
 * The payment after the deed; null: the deed is about another payment, or changes nothing. Of two claims the first one
 * holds.
 */
export function withDeed(kept: KeptPayment, { name, amountXof, claim }: ToldDeed): KeptPayment | null {
  const { payment } = kept;
  if (kept.name !== name || payment.amountXof !== amountXof) return null;
  if ((payment.claim === null) === (claim === null)) return null;
  return { ...kept, payment: { ...payment, claim } };
}

/**
 * The known payment after a counter's card; null: the card is about another payment. Of two cards from one counter the
 * later one holds. Of two counters, the later finding holds.
 */
export function withCard(known: KeptPayment, card: KeptPayment): KeptPayment | null {
  if (!isSame(known, card)) return null;
  const { isUncalled: _none, ...told } = card;
  const before = known.payment;
  const isOwnWord = known.toldBy === undefined || known.toldBy === card.toldBy;
  const verification = isOwnWord
    ? card.payment.verification
    : latestOf(before.verification, card.payment.verification);
  const base = isOwnWord || verification === card.payment.verification ? told : known;
  const givenBack = card.payment.givenBack ?? (isOwnWord ? undefined : before.givenBack);
  return {
    ...base,
    ...(known.isUncalled && { isUncalled: true }),
    seq: known.seq,
    payment: {
      ...base.payment,
      verification,
      ...(givenBack && { givenBack }),
      id: before.id,
      claim: before.claim ?? card.payment.claim,
    },
  };
}

/** The known payment after its call, where only a counter had reported it; null: the call is about another payment. */
export function withCall(known: KeptPayment, call: KeptPayment): KeptPayment | null {
  if (known.isUncalled !== true || !isSame(known, call)) return null;
  const { isUncalled: _none, ...told } = known;
  const { id, receivedAt, claim, verification, found, givenBack } = known.payment;
  const kept = {
    id,
    receivedAt,
    claim,
    verification,
    ...(found && { found }),
    ...(givenBack && { givenBack }),
  };
  return { ...told, payment: { ...call.payment, ...kept } };
}

function isSame(one: KeptPayment, other: KeptPayment): boolean {
  return one.name !== null && one.name === other.name && one.payment.amountXof === other.payment.amountXof;
}

/** A second call about the same event with other content: shown, but not counted. */
export function contradicting(kept: KeptPayment, isKnown: boolean): KeptPayment {
  if (!isKnown) return kept;
  const { payment } = kept;
  return { ...kept, payment: { ...payment, status: 'check', doubts: [...payment.doubts, 'amount-changed'] } };
}

function jsonIn<T>(plain: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(plain));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
