import type { EndpointName } from '../../shared/payment/endpoint';
import type { Payment } from '../../shared/payment/payment';
import type { AppendOutcome, Ledger } from '../ledger/ledger';
import type { Log } from '../ports';
import { unreadableEvent } from '../../shared/providers/call-text';
import { providers } from '../providers';
import { createKeepHeaders, type KeepHeaders } from '../receiver/headers';
import { unpackCall, type RelayedCall } from '../sealing/relayed-call';
import { opened, type Opener } from '../sealing/sealed-box';
import type { RelayRow } from './relay-client';

export interface TakeRowsParts {
  readonly ledger: Pick<Ledger, 'append' | 'find'>;
  readonly openers: () => Promise<readonly Opener[]>;
  /** Secrets that must never be stored, whichever header carried them. */
  readonly secrets: () => readonly string[];
  readonly isClockSuspect: () => boolean;
  /** Takes keys that open the following rows. */
  readonly takeKeys: (row: Buffer) => Promise<void>;
  /** Takes deeds of other counters, decrypted and in order, after the calls that they concern. */
  readonly takeDeeds: (opened: readonly Buffer[]) => Promise<void>;
  readonly log: Log;
}

/** The result of one call from the relay. */
export interface TakenCall {
  readonly seq: number;
  readonly outcome: AppendOutcome;
  /** It was stored before, from this row or directly, and is not counted again. */
  readonly isReread: boolean;
}

export interface TakenRows {
  /** In their order; without known calls that came another way first. */
  readonly calls: readonly TakenCall[];
  /** Ids of the payments in the rows. */
  readonly met: readonly string[];
  /** When each endpoint was last called. */
  readonly called: readonly { readonly endpoint: EndpointName; readonly at: string }[];
  /** Rows that no key of this counter opens. */
  readonly unreadable: number;
}

/** Takes the relay's rows through the same steps as a direct call. Rejects with `LedgerRefusal`, as the ledger does. */
export function createTakeRows(parts: TakeRowsParts) {
  const { ledger, log } = parts;
  const secretHeaders = providers.flatMap((provider) => provider.secretHeaders);

  const append = async (
    call: RelayedCall,
    { seq, at }: Pick<RelayRow, 'seq' | 'at'>,
    wasRead: boolean,
    keepHeaders: KeepHeaders,
  ): Promise<TakenCall | { readonly known: Payment } | null> => {
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
      if (known !== null && known.amountXof === amountXof)
        return known.receivedAt < at
          ? { known }
          : { seq, outcome: { payment: known, duplicate: true }, isReread: true };
    }
    const headers = keepHeaders(
      Object.fromEntries(Object.entries(call.headers).map(([header, value]) => [header, [value]])),
    );
    const { rawBody } = call;
    const outcome = await ledger.append({ provider: name, mode, receivedAt: at, rawBody, headers, event });
    return { seq, outcome, isReread: false };
  };

  return async (rows: readonly RelayRow[], readBefore: number): Promise<TakenRows> => {
    for (const { kind, sealed } of rows)
      if (kind === 'keys') await parts.takeKeys(Buffer.from(sealed, 'base64'));
    const openers = await parts.openers();
    // Open the vault's secrets once for all rows.
    const secrets = parts.secrets();
    const keepHeaders = createKeepHeaders(secretHeaders, () => secrets);
    const called = new Map<string, { endpoint: EndpointName; at: string }>();
    let unreadable = 0;
    const deeds: Buffer[] = [];
    const appended = rows.map(({ seq, kind, at, sealed }) => {
      // The relay had given us this row before it deleted the content; cards are for phones.
      if (sealed === '' || !readKinds.has(kind ?? '')) return Promise.resolve(null);
      const plain = opened(openers, Buffer.from(sealed, 'base64'));
      if (kind === 'deed' && plain !== null) {
        deeds.push(plain);
        return Promise.resolve(null);
      }
      const call = plain === null ? null : unpackCall(plain);
      if (call === null) {
        unreadable += 1;
        return Promise.resolve(null);
      }
      const { provider, mode } = call;
      called.set(`${provider} ${mode}`, { endpoint: { provider, mode }, at });
      return append(call, { seq, at }, seq <= readBefore, keepHeaders);
    });
    const settled = await Promise.allSettled(appended);
    const calls: TakenCall[] = [];
    const met: string[] = [];
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      if (one.value === null) continue;
      met.push('known' in one.value ? one.value.known.id : one.value.outcome.payment.id);
      if (!('known' in one.value)) calls.push(one.value);
    }
    await parts.takeDeeds(deeds);
    return { calls, met, called: [...called.values()], unreadable };
  };
}

const readKinds: ReadonlySet<string> = new Set(['live', 'sandbox', 'deed']);
