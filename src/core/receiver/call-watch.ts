import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../../shared/payment';
import type { HeardCall } from '../../shared/technician';
import type { Clock } from '../ports';
import { distinctHeaders, keptHeaders } from './headers';

/** A call that is over. */
export interface WatchedCall extends Omit<HeardCall, 'id' | 'bodySize'> {
  /** As the ledger would keep them: secrets masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What becomes known of a call while it is answered. */
interface Learnt {
  provider?: string;
  mode?: Mode | null;
  refusal?: HeardCall['refusal'];
  body?: Uint8Array;
}

export interface CallWatch {
  /** Follows a call from its headers to its end. */
  begin(request: IncomingMessage, response: ServerResponse): void;
  learn(response: ServerResponse, learnt: Learnt): void;
}

/** Tells of each call once its connection is done with it: whoever listens costs the sender nothing. */
export function createCallWatch(
  clock: Clock,
  secretHeaders: readonly string[],
  onCall: (call: WatchedCall) => void,
): CallWatch {
  const known = new WeakMap<ServerResponse, Learnt>();
  return {
    begin(request, response) {
      const began = clock.now();
      const { method = '', url = '' } = request;
      const learnt: Learnt = {};
      known.set(response, learnt);
      response.once('close', () => {
        const { provider = null, mode = null, refusal = null, body = null } = learnt;
        onCall({
          ...{ method, provider, mode, refusal, body },
          headers: keptHeaders(distinctHeaders(request.rawHeaders), secretHeaders),
          at: new Date(began).toISOString(),
          tookMs: clock.now() - began,
          path: url.replace(/[?#].*$/s, ''),
          status: response.headersSent ? response.statusCode : null,
        });
      });
    },
    learn(response, learnt) {
      Object.assign(known.get(response) ?? {}, learnt);
    },
  };
}
