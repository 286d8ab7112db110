import { onTestFinished } from 'vitest';
import { kkiapay } from '../../src/core/kkiapay/kkiapay';
import type { AppendOutcome, Ledger } from '../../src/core/ledger/ledger';
import { openLedger } from '../../src/core/ledger/open-ledger';
import { systemClock } from '../../src/core/ports';
import { createReceiver } from '../../src/core/receiver/create-receiver';
import { openServer } from '../../src/core/receiver/server';
import type { Receiver, ReceiverOptions } from '../../src/core/receiver/receiver';
import type { Mode } from '../../src/shared/payment/payment';
import type { Refusal, RefusalReason } from '../../src/shared/diagnosis/refusal';
import { temporaryFolder } from './temporary-folder';

export const liveSecret = 'Zq7kP2vXw9LmN4tRb8sYc3dFg6hJ1aQe';
export const sandboxSecret = 'sandbox-Zq7kP2vXw9LmN4tRb8sYc3dF';
export const livePath = '/kkiapay/Xf3kQ9-_Live';
export const sandboxPath = '/kkiapay/Xf3kQ9-_Sandbox';

export interface ListeningReceiver extends Receiver {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly ledger: Ledger;
  readonly told: {
    readonly authenticated: Mode[];
    readonly recorded: AppendOutcome[];
    readonly refused: Refusal[];
    readonly logged: string[];
  };
  /** How many calls were turned away for this reason. */
  counted(reason: RefusalReason): number;
  /** Everything the ledger acknowledged so far. */
  eventCount(): Promise<number>;
  close(): Promise<void>;
}

/** The real receiver in front of a real ledger in a folder of its own. */
export async function listeningReceiver(options: Partial<ReceiverOptions> = {}): Promise<ListeningReceiver> {
  const folder = await temporaryFolder();
  const { ledger } = await openLedger({
    dataDir: folder.path,
    clock: systemClock,
    log: () => undefined,
    utcOffsetMinutes: () => 60,
  });
  const told: ListeningReceiver['told'] = { authenticated: [], recorded: [], refused: [], logged: [] };
  const receiver = createReceiver(await openServer(0, systemClock), {
    endpoints: [
      { provider: kkiapay, mode: 'live', path: livePath, secrets: () => [liveSecret] },
      { provider: kkiapay, mode: 'sandbox', path: sandboxPath, secrets: () => [sandboxSecret] },
    ],
    ledger,
    clock: systemClock,
    log: (line) => told.logged.push(line),
    onAuthenticated: ({ mode }) => told.authenticated.push(mode),
    onRecorded: (outcome) => told.recorded.push(outcome),
    onRefused: (refusal) => told.refused.push(refusal),
    ...options,
  });
  return {
    ...receiver,
    url: `http://127.0.0.1:${receiver.port}${livePath}`,
    sandboxUrl: `http://127.0.0.1:${receiver.port}${sandboxPath}`,
    ledger,
    told,
    counted: (reason) =>
      receiver.refusals().reduce((sum, refusal) => sum + (refusal.reason === reason ? refusal.count : 0), 0),
    eventCount: async () => (await ledger.check()).events,
    async close() {
      await receiver.stop();
      await ledger.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The same for one test, gone after it. */
export async function receiverOfThisTest(options?: Partial<ReceiverOptions>): Promise<ListeningReceiver> {
  const receiver = await listeningReceiver(options);
  onTestFinished(() => receiver.close());
  return receiver;
}
