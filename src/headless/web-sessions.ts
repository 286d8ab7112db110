import type { Caller } from '../core/access/caller';
import type { Callers } from '../core/access/callers';
import { isSession } from '../shared/bridge/session';

export interface WebSessions {
  /** Finds the session by the page's own header, which is untrusted: without a valid one, no PIN was typed. */
  callerOf(session: unknown): Caller;
}

/** More pages than anybody opens. */
const mostSessions = 64;

/** The page loads that have asked something. Beyond the limit, the one that is silent for longest is dropped. */
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
