import type { Proof } from '../provider';
import { Call } from './call';
import type { CallWatch } from './call-watch';
import type { Isolate } from './isolate';
import type { Endpoint, ReceiverOptions } from './receiver';
import type { Refuse } from './refuse';
import type { AnswerCall } from './server';

/** A call that came to the right place with a proof, or with one that needs its body. */
export interface AdmittedCall {
  readonly call: Call;
  readonly endpoint: Endpoint;
  readonly proof: Exclude<ReturnType<Endpoint['provider']['authenticate']>, { readonly ok: false }>;
}

export interface GateParts extends Pick<ReceiverOptions, 'endpoints' | 'clock' | 'isSelfTest' | 'onRequest'> {
  readonly refuse: Refuse;
  readonly calls: CallWatch;
  readonly guarded: Isolate;
  readonly admit: (admitted: AdmittedCall) => void;
}

export interface Gate {
  readonly answer: AnswerCall;
  readonly refuseProof: (call: Call, endpoint: Endpoint, proof: FailedProof, body: Uint8Array | null) => void;
}

type FailedProof = Proof & { readonly ok: false };

/**
 * Before the proof: nothing is read but the head, and whoever does not pass is answered here, so that a flood of strangers
 * costs little and never comes near the ledger.
 */
export function createGate(parts: GateParts): Gate {
  const { endpoints, clock, refuse, calls, guarded } = parts;
  const endpointAt = new Map(
    endpoints.flatMap((one) => [one.path, `${one.path}/`].map((path) => [path, one])),
  );

  const refuseProof: Gate['refuseProof'] = (call, endpoint, { reason, diagnosis }, body) => {
    const isSiblings =
      reason === 'secret-wrong' && opensAnother(endpoints, endpoint, call, body, clock.now());
    const told = isSiblings ? 'other-mode' : diagnosis;
    refuse.stranger(call, { reason, mode: endpoint.mode, diagnosis: told });
  };

  return {
    refuseProof,
    answer(request, response, isLast) {
      const call = new Call(request, response, isLast);
      guarded('counting a request', () => parts.onRequest?.(request.headers.host, call.path));
      const endpoint = endpointAt.get(call.path);
      // Node would say so itself, and nobody would see it counted.
      if (request.headers.host === undefined && request.httpVersion === '1.1')
        refuse.stranger(call, { reason: 'malformed-request', mode: null });
      else if (parts.isSelfTest?.(request.method ?? '', call.path, call.headers) === true) {
        calls.follow(call);
        // Whoever passes the answer on puts its own in: that is whose clock ours is compared with.
        response.sendDate = false;
        response.writeHead(204).end();
      } else if (endpoint === undefined) refuse.stranger(call, { reason: 'unknown-path', mode: null });
      else if (request.method !== 'POST')
        refuse.stranger(call, { reason: 'method-not-allowed', mode: endpoint.mode });
      else {
        const proof = endpoint.provider.authenticate(call.headers, endpoint.secrets());
        if (proof.ok === false) refuseProof(call, endpoint, proof, null);
        else parts.admit({ call, endpoint, proof });
      }
    },
  };
}

/** The right secret at the wrong address: the merchant mixed up real payments and tests. */
function opensAnother(
  endpoints: readonly Endpoint[],
  refused: Endpoint,
  call: Call,
  body: Uint8Array | null,
  now: number,
): boolean {
  return endpoints.some((other) => {
    if (other === refused || other.provider !== refused.provider) return false;
    const proof = other.provider.authenticate(call.headers, other.secrets());
    return proof.ok === 'with-body' ? body !== null && proof.prove(body, now).ok : proof.ok;
  });
}
