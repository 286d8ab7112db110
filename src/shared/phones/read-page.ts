import {
  contradicting,
  readRow,
  withCall,
  withCard,
  withDeed,
  type KeptPayment,
  type LogRow,
  type OfShop,
  type ReadRow,
  type RowOpener,
} from './read-row';

/** `changed`: payments that are new or have changed. `shut`: rows that no key on this device opens. */
export interface ReadPage {
  readonly changed: readonly KeptPayment[];
  readonly shut: number;
}

/** Reads one page of a shop's log into what is known of the shop. */
export async function readPage(
  rows: readonly LogRow[],
  payments: readonly KeptPayment[],
  shop: OfShop,
  opener: RowOpener,
): Promise<ReadPage> {
  const known = new Map<string, readonly KeptPayment[]>();
  const withName = (name: string | null): readonly KeptPayment[] =>
    name === null ? [] : (known.get(name) ?? []);
  const index = (kept: KeptPayment): void => {
    const { name, seq } = kept;
    if (name !== null) known.set(name, [...withName(name).filter((one) => one.seq !== seq), kept]);
  };
  payments.forEach(index);
  const changed = new Map<number, KeptPayment>();
  const change = (next: KeptPayment): void => {
    changed.set(next.seq, next);
    index(next);
  };
  let shut = 0;
  for (const row of rows) {
    const told = await readRow(row, shop, opener);
    if (told.kind === 'shut') shut += 1;
    if (told.kind === 'deed')
      for (const one of withName(told.deed.name)) {
        const next = withDeed(one, told.deed);
        if (next !== null) change(next);
      }
    if (told.kind !== 'payment' && told.kind !== 'card') continue;
    const before = withName(told.kept.name);
    const alone = told.kind === 'card' ? told.kept : contradicting(told.kept, before.length > 0);
    change(mergedInto(before, told) ?? alone);
  }
  return { changed: [...changed.values()], shut };
}

/**
 * The payment of a call or a card after merging it; null: not known yet. Two calls about one event may agree only in the
 * amount. So a card is also about the second call, which it doubts.
 */
function mergedInto(
  before: readonly KeptPayment[],
  { kind, kept }: Extract<ReadRow, { kind: 'payment' | 'card' }>,
): KeptPayment | null {
  const distance = (one: KeptPayment): number => Number(contradicts(one) !== contradicts(kept));
  const closest = [...before].sort((one, other) => distance(one) - distance(other));
  for (const one of closest) {
    const next = kind === 'card' ? withCard(one, kept) : withCall(one, kept);
    if (next !== null) return next;
  }
  return null;
}

function contradicts({ payment }: KeptPayment): boolean {
  return payment.doubts.includes('amount-changed');
}

/** All known payments after merging the page, each as it is now. */
export function withPage(
  payments: readonly KeptPayment[],
  { changed }: Pick<ReadPage, 'changed'>,
): readonly KeptPayment[] {
  if (changed.length === 0) return payments;
  const seqs = new Set(changed.map(({ seq }) => seq));
  return [...payments.filter(({ seq }) => !seqs.has(seq)), ...changed];
}
