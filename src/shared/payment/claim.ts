import type { Claim, ClaimDeed, Payment } from './payment';

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

/** How the goods of a payment stand after all deeds, of every counter. */
export interface Standing {
  /** How many times they were taken back. */
  readonly turn: number;
  /** Who handed them over since, the earliest first: more than one where two counters could not ask each other. */
  readonly claims: readonly Claim[];
}

/** `deeds` in the order in which they became known here: those of another counter may come late. */
export function standingOf(deeds: readonly ClaimDeed[]): Standing {
  let turn = 0;
  let claims: readonly Claim[] = [];
  for (const { kind, turn: own = turn, ...claim } of deeds) {
    const next = kind === 'taken-back' ? own + 1 : own;
    if (next > turn) claims = [];
    if (next >= turn && kind === 'handed-over') claims = [...claims, claim];
    turn = Math.max(turn, next);
  }
  return { turn, claims: [...claims].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)) };
}

/** What the counters of a shop agreed on, of a deed that a person wants to do at one of them. */
export interface Agreed {
  /** As it is to be noted here. */
  readonly deed: ClaimDeed;
  /** Another counter was first, and that is already recorded here. */
  readonly first: ClaimDeed | null;
}
