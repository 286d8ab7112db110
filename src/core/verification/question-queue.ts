import type { Payment } from '../../shared/payment/payment';

/** A payment to ask about, the first time or again. */
export interface Waiting {
  readonly payment: Payment;
  /** In ms since the epoch. */
  readonly dueAt: number;
  /** How often no answer came. */
  readonly tries: number;
}

/** Further payments wait in the ledger, until there is room. */
const mostWaiting = 2_000;

/** The payments to ask about, by due time. Bounded: it remembers whether some had no room. */
export interface QuestionQueue {
  add(payment: Payment, dueAt: number, tries?: number): void;
  /** False where it was not in the queue. */
  remove(id: string): boolean;
  has(id: string): boolean;
  size(): number;
  first(): Waiting | undefined;
  keepOnly(isMeant: (payment: Payment) => boolean): void;
  /** Some had no room since the last `takingUp`. */
  isFull(): boolean;
  /** Some had no room, and half the queue is free again. */
  hasRoomForMore(): boolean;
  /** The payments without room are about to be added again. */
  takingUp(): void;
}

export function createQuestionQueue(): QuestionQueue {
  const waiting = new Map<string, Waiting>();
  let leftOut = false;
  return {
    add(payment, dueAt, tries = 0) {
      if (waiting.size >= mostWaiting && !waiting.has(payment.id)) leftOut = true;
      else waiting.set(payment.id, { payment, dueAt, tries });
    },
    remove: (id) => waiting.delete(id),
    has: (id) => waiting.has(id),
    size: () => waiting.size,
    first() {
      let first: Waiting | undefined;
      for (const item of waiting.values()) if (first === undefined || item.dueAt < first.dueAt) first = item;
      return first;
    },
    keepOnly(isMeant) {
      for (const [id, { payment }] of waiting) if (!isMeant(payment)) waiting.delete(id);
    },
    isFull: () => leftOut,
    hasRoomForMore: () => leftOut && waiting.size < mostWaiting / 2,
    takingUp() {
      leftOut = false;
    },
  };
}
