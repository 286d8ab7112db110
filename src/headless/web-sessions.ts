import type { Caller } from '../core/access/caller';
import type { Callers } from '../core/access/callers';
import { isSession } from '../shared/bridge/session';

export interface WebSessions {
  /** By what the page says of itself, which is untrusted: a page that says nothing of use typed no PIN. */
  callerOf(session: unknown): Caller;
}

/** More pages than anybody has open. */
const mostSessions = 64;

/** The loads of pages that asked something; of too many the one that has been silent for longest is forgotten. */
export function createWebSessions(callers: Callers): WebSessions {
  const known = new Map<string, Caller>();
  return {
    callerOf(session) {
      if (!isSession(session)) return callers.withoutSession;
      const caller = known.get(session) ?? callers.openSession();
      known.delete(session);
      known.set(session, caller);
      const [silent] = known;
      if (known.size > mostSessions && silent !== undefined) {
        known.delete(silent[0]);
        silent[1].end();
      }
      return caller;
    },
  };
}
