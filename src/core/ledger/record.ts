import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { handOverStateOf } from '../../shared/payment/claim';
import type { DeafPeriod } from '../../shared/silence/hearing';
import {
  effectiveStatusOf,
  type ClaimDeed,
  type Day,
  type Found,
  type GivenBack,
  type Mode,
  type Payment,
  type PaymentEvent,
  type PaymentStatus,
  type Verification,
} from '../../shared/payment/payment';
import type { Annotation, StoredPayment } from './ledger';

/** What the journal holds: one record a line, in the order of their sequence numbers. */
export type JournalRecord =
  PaymentRecord | DeliveryRecord | AnnotationRecord | DeafRecord | CloseRecord | VoidRecord;

/** A new call, exactly as it came. */
export interface PaymentRecord {
  readonly kind: 'payment';
  readonly seq: number;
  readonly id: string;
  /** Its business day, decided once: changing the clock later must not move it. */
  readonly day: Day;
  readonly provider: string;
  readonly mode: Mode;
  readonly receivedAt: string;
  readonly event: PaymentEvent;
  /** The payment with the same key and other content; null where there is none. */
  readonly contradicts: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RawBody;
  readonly found?: Found;
}

/** The exact bytes that came: as text where they are UTF-8, so that people can read them. */
export type KeptBody = { readonly text: string } | { readonly base64: string };
/** Once the payer is removed, only the digest by which a repeated call is recognised. */
export type RawBody = KeptBody | { readonly sha256: string };

/** The same call came once more. */
export interface DeliveryRecord {
  readonly kind: 'delivery';
  readonly seq: number;
  readonly paymentId: string;
  readonly receivedAt: string;
  readonly shift?: Delta;
  readonly announced?: Announced;
}

/** The first call about a payment that a person had added: stored whole, and from then on shown. */
export type Announced = Pick<PaymentRecord, 'event' | 'headers' | 'body'>;

/** What the shop or the provider said about a payment later. The newest value of a field holds. */
export type AnnotationRecord = {
  readonly kind: 'annotation';
  readonly seq: number;
  readonly paymentId: string;
  readonly shift?: Delta;
} & Annotation;

/** The newest record of an id holds. */
export interface DeafRecord {
  readonly kind: 'deaf';
  readonly seq: number;
  readonly period: DeafPeriod;
}

/** A day was closed: the hash of that close, so that changing the close's own file is noticed. */
export interface CloseRecord {
  readonly kind: 'close';
  readonly seq: number;
  readonly number: number;
  readonly hash: string;
}

/**
 * Records `from` to `to` of an earlier segment were refused after their flush failed. They may be readable, but must be
 * ignored.
 */
export interface VoidRecord {
  readonly kind: 'void';
  readonly from: number;
  readonly to: number;
}

/**
 * What an update changes in the totals of its payment's day. It is stored with the update. So totals are correct before
 * the payment's document is written again, also after a start, without opening that document.
 */
export interface Delta {
  readonly day: Day;
  readonly from: PaymentStatus;
  readonly to: PaymentStatus;
  readonly amountXof: number;
}

/** A later change of a stored payment. */
export type Update = DeliveryRecord | AnnotationRecord;

/** A payment with everything compacted into it. */
export interface PaymentEntry extends Omit<PaymentRecord, 'kind'> {
  readonly deliveries: number;
  /** Oldest first. */
  readonly claims: readonly ClaimDeed[];
  readonly verification: Verification;
  readonly twinOf?: string;
  readonly givenBack?: GivenBack;
  readonly forgotten?: true;
  /**
   * The sequence number of the newest record in this entry. Records up to it are skipped, so that a compaction may run
   * twice.
   */
  readonly touched: number;
}

export function entryOf(record: PaymentRecord): PaymentEntry {
  const { seq, id, day, provider, mode, receivedAt, event, contradicts, headers, body, found } = record;
  const stored = { seq, id, day, provider, mode, receivedAt, event, contradicts, headers, body };
  return {
    ...stored,
    ...(found && { found }),
    deliveries: found === undefined ? 1 : 0,
    ...untouched,
    touched: seq,
  };
}

const untouched = { claims: [], verification: { kind: 'announced' } } as const;

function statusOf(entry: PaymentEntry): PaymentStatus {
  return entry.contradicts !== null || isOnlyTyped(entry) ? 'check' : entry.event.status;
}

export function effectiveStatusOfEntry(entry: PaymentEntry): PaymentStatus {
  return effectiveStatusOf({ status: statusOf(entry), verification: entry.verification });
}

function isOnlyTyped({ found, deliveries, verification }: PaymentEntry): boolean {
  return found?.how === 'typed' && deliveries === 0 && verification.kind === 'announced';
}

/** What the update changes in the totals; empty where nothing. */
export function deltaOf(before: PaymentEntry, record: Update): { readonly shift?: Delta } {
  const from = effectiveStatusOfEntry(before);
  const to = effectiveStatusOfEntry(updated(before, record));
  if (from === to || before.mode === 'sandbox') return {};
  return { shift: { day: before.day, from, to, amountXof: before.event.amountXof ?? 0 } };
}

/** The payment without the payer's data. */
export function withoutPayer(entry: PaymentEntry): PaymentEntry {
  if (entry.forgotten) return entry;
  const unsaid = { account: null, label: null, partnerId: null, stateData: null, failureMessage: null };
  return {
    ...entry,
    event: { ...entry.event, ...unsaid },
    headers: {},
    body: { sha256: sha256Of(entry.body) },
    forgotten: true,
  };
}

export function updated(entry: PaymentEntry, record: Update): PaymentEntry {
  if (record.seq <= entry.touched) return entry;
  const touched = { ...entry, touched: record.seq };
  if (record.kind === 'delivery') {
    const isFirst = entry.deliveries === 0 && !entry.forgotten;
    return { ...touched, ...(isFirst && record.announced), deliveries: entry.deliveries + 1 };
  }
  switch (record.field) {
    case 'claim':
      return { ...touched, claims: [...entry.claims, record.value] };
    case 'verification':
      return { ...touched, verification: record.value };
    case 'twin':
      return { ...touched, twinOf: record.value };
    case 'given-back':
      return { ...touched, givenBack: record.value };
  }
}

export function paymentOf(entry: PaymentEntry): Payment {
  const { event, found, twinOf, givenBack, forgotten } = entry;
  const { turn: takenBack, claims } = handOverStateOf(entry.claims);
  const [claim = null, ...alsoClaimed] = claims;
  const doubts = [
    ...event.doubts,
    ...(entry.contradicts === null ? [] : ['amount-changed' as const]),
    ...(isOnlyTyped(entry) ? ['typed-by-hand' as const] : []),
  ];
  return {
    id: entry.id,
    provider: entry.provider,
    mode: entry.mode,
    ...event,
    status: statusOf(entry),
    doubts,
    receivedAt: entry.receivedAt,
    deliveries: entry.deliveries,
    claim,
    ...(alsoClaimed.length > 0 && { alsoClaimed }),
    verification: entry.verification,
    ...(found && { found }),
    ...(twinOf !== undefined && { twinOf }),
    ...(givenBack && { givenBack }),
    ...(takenBack > 0 && { takenBack }),
    ...(forgotten && { forgotten }),
  };
}

export function storedPaymentOf(entry: PaymentEntry): StoredPayment {
  return {
    ...paymentOf(entry),
    rawBody: bytesOf(entry.body),
    headers: entry.headers,
    claimHistory: entry.claims,
  };
}

/** Empty where they were removed. */
function bytesOf(body: RawBody): Buffer {
  if ('text' in body) return Buffer.from(body.text);
  return 'base64' in body ? Buffer.from(body.base64, 'base64') : Buffer.alloc(0);
}

/** In base64. */
export function sha256Of(body: RawBody): string {
  return 'sha256' in body ? body.sha256 : createHash('sha256').update(bytesOf(body)).digest('base64');
}

export function rawBodyOf(bytes: Uint8Array): KeptBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? { text: buffer.toString() } : { base64: buffer.toString('base64') };
}
