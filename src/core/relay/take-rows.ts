import type { EndpointName } from '../../shared/payment/endpoint';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { Log } from '../ports';
import { unreadableEvent } from '../provider';
import { providers } from '../providers';
import { createKeepHeaders } from '../receiver/headers';
import { unpackCall, type RelayedCall } from '../sealing/relayed-call';
import type { Opener } from '../sealing/sealed-box';
import type { RelayRow } from './relay-client';

export interface TakeRowsParts {
  readonly ledger: Pick<Ledger, 'append' | 'find'>;
  readonly openers: () => Promise<readonly Opener[]>;
  /** That must never be kept, whatever header they came under. */
  readonly secrets: () => readonly string[];
  readonly isClockSuspect: () => boolean;
  readonly log: Log;
}

export interface TakenRows {
  /** In their order; known ones that were read again are none of them. */
  readonly outcomes: readonly AppendOutcome[];
  /** When each endpoint was called last. */
  readonly called: readonly { readonly endpoint: EndpointName; readonly at: string }[];
  /** Rows that no key of this counter opens. */
  readonly unreadable: number;
}

/** Rows of the relay go the same way as a call that comes here. Rejects with `LedgerRefusal`, as the ledger does. */
export function createTakeRows(parts: TakeRowsParts) {
  const { ledger, log } = parts;
  const keepHeaders = createKeepHeaders(
    providers.flatMap(({ secretHeaders }) => secretHeaders),
    parts.secrets,
  );

  const append = async (call: RelayedCall, at: string, wasRead: boolean): Promise<AppendOutcome | null> => {
    const provider = providers.find(({ name }) => name === call.provider);
    if (provider === undefined) return null;
    let event: ReturnType<typeof provider.parse> = unreadableEvent;
    try {
      event = provider.parse(call.rawBody, parts.isClockSuspect() ? null : at);
    } catch (error) {
      log(`parsing a call of the relay failed: ${String(error)}`);
    }
    if (event === null) return null;
    const { provider: name, mode } = call;
    if (wasRead && event.transactionId !== null && event.event !== null) {
      const { transactionId, event: what, amountXof } = event;
      const known = await ledger.find({ provider: name, mode, event: what, transactionId });
      if (known !== null && known.amountXof === amountXof) return null;
    }
    const headers = keepHeaders(
      Object.fromEntries(Object.entries(call.headers).map(([header, value]) => [header, [value]])),
    );
    return ledger.append({ provider: name, mode, receivedAt: at, rawBody: call.rawBody, headers, event });
  };

  return async (rows: readonly RelayRow[], readBefore: number): Promise<TakenRows> => {
    const openers = await parts.openers();
    const called = new Map<string, { endpoint: EndpointName; at: string }>();
    let unreadable = 0;
    const appended = rows.map(({ seq, at, sealed }) => {
      // What the relay forgot after its time, it had given us before.
      if (sealed === '') return Promise.resolve(null);
      const call = opened(openers, Buffer.from(sealed, 'base64'));
      if (call === null) {
        unreadable += 1;
        return Promise.resolve(null);
      }
      const { provider, mode } = call;
      called.set(`${provider} ${mode}`, { endpoint: { provider, mode }, at });
      return append(call, at, seq <= readBefore);
    });
    const settled = await Promise.allSettled(appended);
    const outcomes: AppendOutcome[] = [];
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      if (one.value !== null) outcomes.push(one.value);
    }
    return { outcomes, called: [...called.values()], unreadable };
  };
}

function opened(openers: readonly Opener[], sealed: Buffer): RelayedCall | null {
  for (const opener of openers) {
    const plain = opener.open(sealed);
    if (plain !== null) return unpackCall(plain);
  }
  return null;
}
