import type { Mode } from '../../shared/payment/payment';
import type { HeardCall } from '../../shared/diagnosis/technician';
import type { Clock } from '../ports';
import type { Call } from './call';
import type { KeepHeaders } from './headers';

/** A call that is over. */
export interface WatchedCall extends Omit<HeardCall, 'id' | 'bodySize'> {
  /** In the form that the ledger would store: secrets masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What becomes known of a call while it is answered. */
interface Learnt {
  provider?: string;
  mode?: Mode | null;
  refusal?: HeardCall['refusal'];
  body?: Uint8Array;
  /** With secrets masked. */
  headers?: WatchedCall['headers'];
}

export interface CallWatch {
  /** Follows a call to its end. */
  follow(call: Call, learnt?: Learnt): void;
  /** Adds to what is known of a followed call. */
  learn(call: Call, learnt: Learnt): void;
  /** Also follows refused calls, up to a limit for each kind: a technician needs only a few. */
  refused(call: Call, learnt: Learnt & { readonly refusal: NonNullable<HeardCall['refusal']> }): void;
}

/** How many refused calls of a kind are reported within a second. */
const refusedPerSecond = 20;

/** Reports each call once its connection has finished with it, so that the sender never waits for it. */
export function createCallWatch(
  clock: Clock,
  keepHeaders: KeepHeaders,
  onCall: (call: WatchedCall) => void,
): CallWatch {
  const followed = new WeakMap<Call, Learnt>();
  let second = 0;
  const refusedNow = new Map<string, number>();

  const mayFollowOneMore = (kind: string): boolean => {
    const now = Math.floor(clock.now() / 1_000);
    if (now !== second) refusedNow.clear();
    second = now;
    const count = (refusedNow.get(kind) ?? 0) + 1;
    refusedNow.set(kind, count);
    return count <= refusedPerSecond;
  };
  const follow = (call: Call, learnt: Learnt = {}): void => {
    const { request, response, path } = call;
    const began = clock.now();
    followed.set(call, learnt);
    response.once('close', () => {
      const { provider = null, mode = null, refusal = null, body = null, headers } = learnt;
      onCall({
        method: request.method ?? '',
        path,
        provider,
        mode,
        refusal,
        body,
        headers: headers ?? keepHeaders(call.headers),
        at: new Date(began).toISOString(),
        tookMs: clock.now() - began,
        status: response.headersSent ? response.statusCode : null,
      });
    });
  };
  const learn = (call: Call, learnt: Learnt): void => {
    Object.assign(followed.get(call) ?? {}, learnt);
  };
  return {
    follow,
    learn,
    refused(call, learnt) {
      if (followed.has(call)) learn(call, learnt);
      else if (mayFollowOneMore(`${learnt.refusal.reason} ${learnt.mode}`)) follow(call, learnt);
    },
  };
}
