import { dayOf } from '../../shared/calendar';
import { effectiveStatusOf, type Day, type Payment } from '../../shared/payment/payment';
import type { ReceiptCheck, ReceiptDoubt, ReceiptFacts } from '../../shared/payment/receipt';
import type { LedgerReader } from '../ledger/ledger';
import { parseReceiptCode } from './receipt-code';
import type { ReceiptKeys } from './receipt-keys';
import { factsOf } from './receipt-of';
import { isSigned, keyWords, parseReceipt } from './signed-receipt';

export interface CheckParts {
  readonly ledger: Pick<LedgerReader, 'payment'>;
  readonly keys: Pick<ReceiptKeys, 'isOurs' | 'keyOfProof'>;
  readonly today: () => Day;
  readonly offset: () => number;
  /** Whether the caller may see this payment's claim. */
  readonly isWithinReach: (payment: Payment) => boolean;
}

/** Checks what a person shows: the content of a QR, or a code. Rejects with `VaultShut`, for a code only. */
export async function checkReceipt(shown: string, parts: CheckParts): Promise<ReceiptCheck> {
  const payload = parseReceipt(shown.trim());
  if (payload === null) return checkCode(shown, parts);
  if (!isSigned(payload)) return { kind: 'altered' };
  const { facts, publicKey } = payload;
  const key = keyWords(publicKey);
  if (!(await parts.keys.isOurs(publicKey))) return { kind: 'other-shop', facts, key };
  return ours(facts, key, await parts.ledger.payment(facts.paymentId), parts);
}

async function checkCode(typed: string, parts: CheckParts): Promise<ReceiptCheck> {
  const code = parseReceiptCode(typed);
  if (code === 'not-a-code') return { kind: 'no-receipt' };
  if (code === 'mistyped') return { kind: 'mistyped' };
  const payment = await parts.ledger.payment(code.paymentId);
  const facts = payment === null ? null : factsOf(payment);
  const key = facts === null ? null : await parts.keys.keyOfProof(facts, code.proof);
  return facts === null || key === null ? { kind: 'unknown-code' } : ours(facts, key, payment, parts);
}

function ours(
  facts: ReceiptFacts,
  key: string,
  payment: Payment | null,
  { today, offset, isWithinReach }: CheckParts,
): ReceiptCheck {
  const known = payment?.mode === facts.mode ? payment : null;
  const inLedger = known === null ? null : factsOf(known);
  const isOther = inLedger?.amountXof !== facts.amountXof || inLedger.at !== facts.at;
  const isOfToday = dayOf(facts.at, offset()) === today();
  return {
    kind: 'ours',
    facts,
    key,
    doubts: [
      ...doubtsOf(facts, known, inLedger),
      ...(facts.mode === 'sandbox' ? (['test'] as const) : []),
      ...(isOfToday ? [] : (['another-day'] as const)),
      ...(known?.claim == null ? [] : (['handed-over'] as const)),
    ],
    ledger: inLedger !== null && isOther ? { amountXof: inLedger.amountXof, at: inLedger.at } : null,
    claim: known !== null && isWithinReach(known) ? known.claim : null,
  };
}

function doubtsOf(
  facts: ReceiptFacts,
  payment: Payment | null,
  inLedger: ReceiptFacts | null,
): readonly ReceiptDoubt[] {
  if (payment === null) return ['unknown-payment'];
  const { verification, givenBack, doubts } = payment;
  const told: ReceiptDoubt[] = [];
  if (inLedger?.amountXof !== facts.amountXof) told.push('other-amount');
  if (inLedger !== null && inLedger.at !== facts.at) told.push('other-time');
  if (verification.kind === 'reversed') told.push('reversed');
  else if (verification.kind === 'disputed') told.push('disputed');
  if (givenBack?.how === 'wholly' || doubts.includes('given-back')) told.push('given-back');
  else if (givenBack?.how === 'partly' || doubts.includes('given-back-partly'))
    told.push('given-back-partly');
  else if (told.length === 0 && effectiveStatusOf(payment) !== 'success') told.push('not-received');
  return told;
}
