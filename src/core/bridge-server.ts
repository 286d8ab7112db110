import { answer } from '../shared/bridge/answer';
import { beatMs } from '../shared/bridge/beat';
import type { BroadcastName, Broadcasts, Reply } from '../shared/bridge/contract';
import { projectBroadcast, projectReply } from '../shared/access/projections';
import type { AppState } from '../shared/state/app-state';
import type { Fact } from '../shared/state/fact';
import { commandTexts } from '../shared/texts/command-texts';
import type { Caller } from './access/caller';
import type { Callers } from './access/callers';
import type { Comptoir } from './comptoir';
import { createBackground, logFailures } from './background';
import { systemClock, type Clock, type Log } from './ports';
import { isDiskFull } from './storage/disk';

/**
 * The core's end of the bridge, the same behind each transport. It refuses commands that a caller may not give. It cuts
 * and masks replies for the caller's role, whatever the handlers return.
 */
export interface BridgeServer {
  /** Makes callers for a transport's windows and pages. */
  readonly callers: Callers;
  /** Name and argument are untrusted. Never rejects. */
  invoke(caller: Caller, name: unknown, argument: unknown): Promise<Reply<unknown>>;
  /** Returns what ends the subscription. */
  onBroadcast(caller: Caller, listener: BroadcastListener): () => void;
  /** Shows a payment in a window. */
  readonly broadcast: <Name extends BroadcastName>(name: Name, payload: Broadcasts[Name]) => void;
}

export type BroadcastListener = (name: BroadcastName, payload: Broadcasts[BroadcastName]) => void;

export function createBridgeServer(
  comptoir: Pick<Comptoir, 'state' | 'onFact' | 'onRing' | 'handlersFor' | 'callers' | 'reach'>,
  log: Log,
  clock: Pick<Clock, 'after'> = systemClock,
): BridgeServer {
  /** Each listener gets only what its caller may see. */
  const subscriptions = new Set<BridgeServer['broadcast']>();
  const broadcast: BridgeServer['broadcast'] = (name, payload) => {
    for (const tell of subscriptions) tell(name, payload);
  };
  const runInBackground = createBackground(logFailures(log));
  let untold: { state: AppState; readonly facts: Fact[] } | null = null;
  const tellOfFacts = (): void => {
    const told = untold;
    untold = null;
    if (told === null) return;
    broadcast('state', told.state);
    for (const fact of told.facts) {
      if (fact.kind === 'payment-recorded')
        broadcast('payment', { payment: fact.payment, duplicate: fact.duplicate });
      if (fact.kind === 'payment-changed') broadcast('payment', { payment: fact.payment, duplicate: true });
      if (fact.kind === 'call-refused') broadcast('refusal', fact.refusal);
    }
  };
  // Facts of one turn are broadcast together: a relay delivers them by the hundred, and each window needs one state.
  comptoir.onFact((fact, state) => {
    if (untold === null) queueMicrotask(() => runInBackground('telling the windows', tellOfFacts));
    untold ??= { state, facts: [] };
    untold.state = state;
    untold.facts.push(fact);
  });
  let cancelBeat: (() => void) | null = null;
  const beatOn = (): void => {
    cancelBeat = clock.after(beatMs, () => {
      broadcast('beat', null);
      beatOn();
    });
  };
  comptoir.onRing((ring) => broadcast('ring', ring));
  return {
    callers: comptoir.callers,
    invoke: (caller, name, argument) =>
      answer(
        {
          handlers: comptoir.handlersFor(caller),
          authorizes: caller.authorizes,
          shown: (command, value) => projectReply(caller.role(), command, value),
          failureText: (code) => commandTexts[comptoir.state().settings.language][code],
          onUnexpected(error) {
            const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
            log(`a command of the window failed: ${words}`);
            return isDiskFull(error) ? 'disk-full' : 'internal';
          },
        },
        name,
        argument,
      ),
    onBroadcast(caller, listener) {
      const tell: BridgeServer['broadcast'] = (name, payload) => {
        const role = caller.role();
        const shown = projectBroadcast(name, payload, {
          role,
          isWithinReach: (payment) => comptoir.reach.includes(role, payment),
        });
        if (shown !== null) listener(name, shown.payload);
      };
      subscriptions.add(tell);
      // The core's state did not change, only what this caller may see of it.
      const leave = caller.onRole(() => tell('state', comptoir.state()));
      if (cancelBeat === null) beatOn();
      return () => {
        leave();
        subscriptions.delete(tell);
        if (subscriptions.size > 0) return;
        cancelBeat?.();
        cancelBeat = null;
      };
    },
    broadcast,
  };
}
