import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator, MemoryStore, type Options } from 'express-rate-limit';
import type { KnockAt } from '../../shared/diagnosis/knock';
import type { Mode } from '../../shared/payment/payment';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import type { SecretDiagnosis } from '../../shared/diagnosis/secret-diagnosis';
import type { Clock } from '../ports';
import { keepsConnection, refusalHeaders, statusOf } from './answers';
import type { Call } from './call';
import type { CallWatch } from './call-watch';
import type { Isolate } from './isolate';
import { lingerAfter } from './linger';
import type { ReceiverOptions } from './receiver';
import type { Refusals } from './refusals';

/** How many refusals one address may cause in ten seconds before it only gets 429. */
const refusalsPerWindow = 200;
const windowMs = 10_000;

export interface Refused {
  readonly reason: RefusalReason;
  readonly mode: Mode | null;
  readonly diagnosis?: SecretDiagnosis | null;
  readonly knock?: KnockAt;
  /** The provider whose address was called, if it was one of ours. */
  readonly provider?: string;
}

export interface Refuse {
  /** A call whose sender is authenticated. */
  readonly known: (call: Call, refused: Refused) => void;
  /** A call without a proof. Only these count against an address, so that a flood never locks KKiaPay out. */
  readonly stranger: (call: Call, refused: Refused) => void;
  readonly stop: () => void;
}

export interface RefuseParts {
  readonly refusals: Refusals;
  readonly calls: CallWatch;
  readonly clock: Clock;
  readonly isolate: Isolate;
  readonly onEach?: ReceiverOptions['onEachRefused'];
}

/** Refuses the call, counts it, and closes the connection unless the whole call was read. */
export function createRefuse({ refusals, calls, clock, isolate, onEach }: RefuseParts): Refuse {
  const store = new MemoryStore();
  store.init({ windowMs } as Options); // all it reads of them

  const known = (call: Call, { reason, mode, diagnosis = null, knock, provider }: Refused): void => {
    isolate('recording a refusal', () => refusals.record(reason, mode, diagnosis, knock, provider));
    isolate('counting a refusal', () => onEach?.(call.path, reason, mode));
    calls.refused(call, { mode, refusal: { reason, diagnosis } });
    const endsConnection = !keepsConnection.has(reason) || !call.isOver;
    if (endsConnection) lingerAfter(call.request, clock);
    call.response.writeHead(statusOf[reason], refusalHeaders(reason, endsConnection)).end();
  };
  return {
    known,
    stranger(call, refused) {
      // Node's parser reports a head before it continues with a body that came with it: only then is the call over.
      const answer = (refusal: Refused): void => void setImmediate(known, call, refusal);
      store.increment(addressOf(call.request)).then(
        ({ totalHits }) =>
          answer(totalHits > refusalsPerWindow ? { reason: 'too-many', mode: null } : refused),
        // Not counted, and refused all the same.
        () => answer(refused),
      );
    },
    stop: () => store.shutdown(),
  };
}

/**
 * The caller's address: the last one in X-Forwarded-For that is not a loopback, because earlier ones may be invented. A
 * whole IPv6 network counts as one.
 */
function addressOf({ headers }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-for'] ?? '';
  const told = (typeof forwarded === 'string' ? forwarded : forwarded.join()).split(',');
  const caller = told
    .map((one) => one.trim())
    .reverse()
    .find((one) => one !== '' && !isLoopback(one));
  // Without a tunnel only this computer reaches the receiver.
  if (caller === undefined) return 'this computer';
  return isIP(caller) === 0 ? 'unknown' : ipKeyGenerator(caller);
}

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\.|^::1$/i.test(address);
}
