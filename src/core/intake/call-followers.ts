import type { AppendOutcome } from '../ledger/ledger';
import type { ReceiverOptions } from '../receiver/receiver';

type Follower = Partial<
  Pick<
    ReceiverOptions,
    'isSelfTest' | 'onRequest' | 'onCall' | 'onAuthenticated' | 'onRefused' | 'onRecorded'
  >
>;

/** What the receiver tells of its calls, and the parts that follow them. */
export interface CallFollowers {
  /** For the receiver. */
  readonly hears: Required<Follower>;
  readonly follow: (follower: Follower) => void;
  /** Every part that must hear of payments follows by now: tells the payments that came meanwhile, in their order, then each at once. */
  readonly begin: () => void;
}

/** Calls are answered before anybody behind the intake is there; payments recorded until then wait to be told. */
export function createCallFollowers(): CallFollowers {
  const followers: Follower[] = [];
  let waiting: AppendOutcome[] | null = [];
  const tell = (outcome: AppendOutcome): void => {
    for (const follower of followers) follower.onRecorded?.(outcome);
  };
  return {
    hears: {
      isSelfTest: (...call) => followers.some((follower) => follower.isSelfTest?.(...call) === true),
      onRequest(host, path) {
        for (const follower of followers) follower.onRequest?.(host, path);
      },
      onCall(call) {
        for (const follower of followers) follower.onCall?.(call);
      },
      onAuthenticated(endpoint, headers) {
        for (const follower of followers) follower.onAuthenticated?.(endpoint, headers);
      },
      onRefused(refusal) {
        for (const follower of followers) follower.onRefused?.(refusal);
      },
      onRecorded(outcome) {
        if (waiting === null) tell(outcome);
        else waiting.push(outcome);
      },
    },
    follow: (follower) => void followers.push(follower),
    begin() {
      const came = waiting ?? [];
      waiting = null;
      for (const outcome of came) tell(outcome);
    },
  };
}
