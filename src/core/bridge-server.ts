import { answer, type Answering } from '../shared/bridge/answer';
import { beatMs } from '../shared/bridge/beat';
import type { BroadcastName, Broadcasts, Reply } from '../shared/bridge/contract';
import { commandTexts } from '../shared/texts/command-texts';
import type { Comptoir } from './comptoir';
import { systemClock, type Clock, type Log } from './ports';
import { isDiskFull } from './storage/disk';

/** The core's end of the bridge, the same behind Electron's IPC and behind loopback HTTP. */
export interface BridgeServer {
  /** Name and argument are untrusted. Never rejects. */
  invoke(name: unknown, argument: unknown): Promise<Reply<unknown>>;
  /** Returns what ends the subscription. */
  onBroadcast(listener: BroadcastListener): () => void;
  /** Brings a payment to the eye of whoever looks at a window. */
  broadcast<Name extends BroadcastName>(name: Name, payload: Broadcasts[Name]): void;
}

export type BroadcastListener = (name: BroadcastName, payload: Broadcasts[BroadcastName]) => void;

export function createBridgeServer(
  comptoir: Pick<Comptoir, 'state' | 'onFact' | 'onRing' | 'handlers' | 'admits'>,
  log: Log,
  clock: Pick<Clock, 'after'> = systemClock,
): BridgeServer {
  const listeners = new Set<BroadcastListener>();
  const broadcast: BridgeServer['broadcast'] = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  comptoir.onFact((fact, state) => {
    broadcast('state', state);
    if (fact.kind === 'payment-recorded')
      broadcast('payment', { payment: fact.payment, duplicate: fact.duplicate });
    if (fact.kind === 'payment-changed') broadcast('payment', { payment: fact.payment, duplicate: true });
    if (fact.kind === 'call-refused') broadcast('refusal', fact.refusal);
  });
  let cancelBeat: (() => void) | null = null;
  const beatOn = (): void => {
    cancelBeat = clock.after(beatMs, () => {
      broadcast('beat', null);
      beatOn();
    });
  };
  comptoir.onRing((ring) => broadcast('ring', ring));
  const answering: Answering = {
    handlers: comptoir.handlers,
    admits: comptoir.admits,
    failureText: (code) => commandTexts[comptoir.state().settings.language][code],
    onUnexpected(error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`a command of the window failed: ${words}`);
      return isDiskFull(error) ? 'disk-full' : 'internal';
    },
  };
  return {
    invoke: (name, argument) => answer(answering, name, argument),
    onBroadcast(listener) {
      listeners.add(listener);
      if (cancelBeat === null) beatOn();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelBeat?.();
        cancelBeat = null;
      };
    },
    broadcast,
  };
}
