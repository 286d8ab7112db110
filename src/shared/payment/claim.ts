import type { Payment } from './payment';

/** Why the goods of a payment must not go over the counter. */
export type HandOverRefusal = 'already-handed-over' | 'not-received' | 'test' | 'reversed';

/**
 * Whether the goods of a payment may be handed over; null where they may. A doubtful payment may: the helper who looked for it
 * at the provider knows more than we do.
 */
export function handOverRefusal({
  claim,
  mode,
  status,
  verification,
  doubts,
  givenBack,
}: Payment): HandOverRefusal | null {
  const isDenied = verification.kind === 'settled' && verification.outcome === 'not-received';
  if (status === 'failed' || isDenied) return 'not-received';
  if (mode === 'sandbox') return 'test';
  const isGivenBack = givenBack?.how === 'wholly' || doubts.includes('given-back');
  if (verification.kind === 'reversed' || isGivenBack) return 'reversed';
  return claim === null ? null : 'already-handed-over';
}
