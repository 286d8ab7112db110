/** Why we could not hear KKiaPay for a while. */
export type DeafCause =
  | 'app-stopped'
  | 'asleep'
  | 'tunnel-down'
  | 'receiver-down'
  | 'ledger-refusing'
  | 'self-test-failed'
  /** The relay does not answer us: what it takes waits there. */
  | 'relay-silent';

/** A stretch of time in which payments may have been missed. */
export interface DeafPeriod {
  readonly id: string;
  /** ISO instants; `to` is null while it lasts. */
  readonly from: string;
  readonly to: string | null;
  readonly cause: DeafCause;
  /** Who looked into KKiaPay's dashboard for what was missed, and when. */
  readonly checked: { readonly by: string; readonly at: string } | null;
  /** The relay heard all the while, and we have collected what it heard: nothing was missed. */
  readonly coveredBy?: 'relay';
  /** The last sign of life was lost: what is left tells only that it lasts since `from` at least. */
  readonly since?: 'at-least';
  /** We hear again, but not since when: the computer's clock is wrong. `to` is null until it is right. */
  readonly until?: 'unknown';
}

/** Do we hear? Derived from receiver, ledger and tunnel; never claimed before it is so. */
export type Hearing =
  | { readonly kind: 'starting' }
  /** Heard from the internet. */
  | { readonly kind: 'listening'; readonly since: string }
  /** Works on this computer only: no tunnel is set up. */
  | { readonly kind: 'local-only' }
  /** The relay hears, and does not answer us: what is paid waits there. */
  | { readonly kind: 'late'; readonly since: string }
  | { readonly kind: 'deaf'; readonly since: string; readonly cause: DeafCause };

/** Since when nothing rings here, and why: late or deaf. Null where it would ring, and while that is not known. */
export function silenceOf(hearing: Hearing): { readonly since: string; readonly cause: DeafCause } | null {
  if (hearing.kind === 'late') return { since: hearing.since, cause: 'relay-silent' };
  return hearing.kind === 'deaf' ? { since: hearing.since, cause: hearing.cause } : null;
}

/** KKiaPay calls five times within some 5 to 8 seconds: what was shorter than this lost nothing. */
const harmlessMs = 4_000;

export function mayHaveMissed({
  from,
  to,
  coveredBy,
}: Pick<DeafPeriod, 'from' | 'to' | 'coveredBy'>): boolean {
  if (coveredBy !== undefined) return false;
  return to === null || Date.parse(to) - Date.parse(from) >= harmlessMs;
}
