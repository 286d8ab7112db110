import type { AppendOutcome } from '../ledger/ledger';
import type { ReceiverOptions } from '../receiver/receiver';

export interface Recorded extends AppendOutcome {
  /** The relay held it while this counter did not read there. */
  readonly waited?: boolean;
}

type CallListener = Partial<
  Pick<ReceiverOptions, 'isSelfTest' | 'onRequest' | 'onCall' | 'onAuthenticated' | 'onRefused'>
> & { readonly onRecorded?: (recorded: Recorded) => void };

/** What the receiver tells of its calls, and the parts that listen to them. */
export interface CallListeners {
  /** For the receiver. */
  readonly hears: Required<CallListener>;
  readonly add: (listener: CallListener) => void;
  /**
   * Call it once every part is listening: delivers the payments that came meanwhile, in order, and from then on each at
   * once.
   */
  readonly begin: () => void;
}

/** Calls are answered before anybody behind the intake is there; payments recorded until then wait to be told. */
export function createCallListeners(): CallListeners {
  const listeners: CallListener[] = [];
  let waiting: Recorded[] | null = [];
  const tell = (outcome: Recorded): void => {
    for (const listener of listeners) listener.onRecorded?.(outcome);
  };
  return {
    hears: {
      isSelfTest: (...call) => listeners.some((listener) => listener.isSelfTest?.(...call) === true),
      onRequest(host, path) {
        for (const listener of listeners) listener.onRequest?.(host, path);
      },
      onCall(call) {
        for (const listener of listeners) listener.onCall?.(call);
      },
      onAuthenticated(endpoint, headers) {
        for (const listener of listeners) listener.onAuthenticated?.(endpoint, headers);
      },
      onRefused(refusal) {
        for (const listener of listeners) listener.onRefused?.(refusal);
      },
      onRecorded(outcome) {
        if (waiting === null) tell(outcome);
        else waiting.push(outcome);
      },
    },
    add: (listener) => void listeners.push(listener),
    begin() {
      const came = waiting ?? [];
      waiting = null;
      for (const outcome of came) tell(outcome);
    },
  };
}
