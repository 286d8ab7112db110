/** Why we could not hear KKiaPay for a while. */
export type DeafCause =
  | 'app-stopped'
  | 'asleep'
  | 'tunnel-down'
  | 'receiver-down'
  | 'ledger-refusing'
  | 'self-test-failed'
  /** The relay does not answer us. Calls that it receives wait there. */
  | 'relay-silent';

/** A period in which payments may have been missed. */
export interface DeafPeriod {
  readonly id: string;
  /** ISO instants; `to` is null while it lasts. */
  readonly from: string;
  readonly to: string | null;
  readonly cause: DeafCause;
  /** Who looked for missed payments in KKiaPay's dashboard, and when. */
  readonly checked: { readonly by: string; readonly at: string } | null;
  /** The relay heard all the time, and we have collected what it heard: nothing was missed. */
  readonly coveredBy?: 'relay';
  /** The last sign of life was lost, so the period may have begun before `from`. */
  readonly since?: 'at-least';
  /**
   * We hear again, but the computer's clock is wrong, so the end is unknown. `to` stays null until the clock is right.
   */
  readonly until?: 'unknown';
}

/** Whether we hear, derived from receiver, ledger and tunnel; never claimed too early. */
export type Hearing =
  | { readonly kind: 'starting' }
  /** Heard from the internet. */
  | { readonly kind: 'listening'; readonly since: string }
  /** Works only on this computer: no tunnel is set up. */
  | { readonly kind: 'local-only' }
  /** The relay hears but does not answer us: payments wait there. */
  | { readonly kind: 'late'; readonly since: string }
  | { readonly kind: 'deaf'; readonly since: string; readonly cause: DeafCause };

/** Since when and why nothing rings here: late or deaf. Null where it would ring, and while that is not known. */
export function silenceOf(hearing: Hearing): { readonly since: string; readonly cause: DeafCause } | null {
  if (hearing.kind === 'late') return { since: hearing.since, cause: 'relay-silent' };
  return hearing.kind === 'deaf' ? { since: hearing.since, cause: hearing.cause } : null;
}

/** KKiaPay calls five times within some 5 to 8 seconds, so a shorter period lost nothing. */
const harmlessMs = 4_000;

export function mayHaveMissed({
  from,
  to,
  coveredBy,
}: Pick<DeafPeriod, 'from' | 'to' | 'coveredBy'>): boolean {
  if (coveredBy !== undefined) return false;
  return to === null || Date.parse(to) - Date.parse(from) >= harmlessMs;
}
