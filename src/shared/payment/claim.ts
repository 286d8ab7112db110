import type { Claim, ClaimDeed, Payment } from './payment';

/** Why the goods of a payment must not be handed over. */
export type HandOverRefusal = 'already-handed-over' | 'not-received' | 'test' | 'reversed';

/**
 * Why the goods must not be handed over; null where they may. Doubtful payments may be: the helper who looked at the
 * provider knows more than this program.
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

/** Whether the goods of a payment are handed over, after all deeds of every counter. */
export interface HandOverState {
  /** How many times they were taken back. */
  readonly turn: number;
  /**
   * The claims since the last time they were taken back, the earliest first. More than one where two counters could not
   * ask each other.
   */
  readonly claims: readonly Claim[];
}

/** `deeds` in the order in which this counter learned of them: those of another counter may come late. */
export function handOverStateOf(deeds: readonly ClaimDeed[]): HandOverState {
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

/** What the shop's counters agreed on about a deed at one of them. */
export interface Agreed {
  /** The deed as this counter must record it. */
  readonly deed: ClaimDeed;
  /** The deed of another counter that came first and is already recorded here; null: none. */
  readonly first: ClaimDeed | null;
}
