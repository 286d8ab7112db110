import type { Proof } from '../provider';
import { Call } from './call';
import type { CallWatch } from './call-watch';
import type { Isolate } from './isolate';
import { hasControls } from './headers';
import { openedBy } from './lost-call';
import type { Endpoint, EndpointBook, ReceiverOptions } from './receiver';
import type { Refuse } from './refuse';
import type { AnswerCall } from './server';

/** A call at a known address whose headers authenticate it, or which needs its body for that. */
export interface AdmittedCall {
  readonly call: Call;
  readonly endpoint: Endpoint;
  readonly proof: Exclude<ReturnType<Endpoint['provider']['authenticate']>, { readonly ok: false }>;
}

export interface PreAuthFilterParts extends Pick<
  ReceiverOptions,
  'clock' | 'log' | 'isSelfTest' | 'onRequest'
> {
  readonly endpoints: EndpointBook;
  readonly refuse: Refuse;
  readonly calls: CallWatch;
  readonly isolate: Isolate;
  readonly admit: (admitted: AdmittedCall) => void;
  /** Refuses a call to an unknown address, and reports it if the provider itself has a wrong address. */
  readonly onLost: (call: Call) => Promise<void>;
}

/**
 * Node would refuse some of these itself, but would not count them. With two Host headers, two programs may use different
 * ones.
 */
function isMalformed({ request, headers }: Call): boolean {
  const hosts = headers.host?.length ?? 0;
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) return true;
  return hasControls(request);
}

export interface PreAuthFilter {
  readonly answer: AnswerCall;
  readonly refuseProof: (call: Call, endpoint: Endpoint, proof: FailedProof, body: Uint8Array | null) => void;
}

type FailedProof = Proof & { readonly ok: false };

/**
 * The checks before the proof read only the head, and answer refused calls here. So a flood of strangers costs little and
 * never reaches the ledger.
 */
export function createPreAuthFilter(parts: PreAuthFilterParts): PreAuthFilter {
  const { endpoints, clock, refuse, calls, isolate } = parts;

  const refuseProof: PreAuthFilter['refuseProof'] = (call, endpoint, { reason, diagnosis }, body) => {
    const { provider, mode } = endpoint;
    // The right secret at the wrong address: the merchant mixed up real payments and tests.
    const isSiblings =
      reason === 'secret-wrong' && openedBy(endpoints.besides(endpoint), call, body, clock.now()) !== null;
    const told = isSiblings ? 'other-mode' : diagnosis;
    const refused = { reason, mode, diagnosis: told, provider: provider.name } as const;
    // Only the provider knows this path. While the vault is shut, its secret may be right.
    const knock = { endpoint: { provider: provider.name, mode }, cause: 'wrong-secret' } as const;
    refuse.stranger(call, reason === 'vault-shut' ? refused : { ...refused, knock });
  };

  return {
    refuseProof,
    answer(request, response, isLast) {
      const call = new Call(request, response, isLast);
      isolate('counting a request', () => parts.onRequest?.(request.headers.host, call.path));
      const endpoint = endpoints.find(call.path);
      if (isMalformed(call)) refuse.stranger(call, { reason: 'malformed-request', mode: null });
      else if (parts.isSelfTest?.(request.method ?? '', call.path, call.headers) === true) {
        calls.follow(call);
        // Each server on the way adds its own `Date`, with which our clock is compared.
        response.sendDate = false;
        response.writeHead(204).end();
      } else if (endpoint === undefined) {
        // The app answers every call itself; an exception here is our own error.
        parts
          .onLost(call)
          .catch((error: unknown) => parts.log(`turning a call away failed: ${String(error)}`));
      } else if (request.method !== 'POST')
        refuse.stranger(call, {
          reason: 'method-not-allowed',
          mode: endpoint.mode,
          provider: endpoint.provider.name,
        });
      else {
        const proof = endpoint.provider.authenticate(call.headers, endpoint.secrets(), endpoint.shut?.());
        if (proof.ok === false) refuseProof(call, endpoint, proof, null);
        else parts.admit({ call, endpoint, proof });
      }
    },
  };
}
