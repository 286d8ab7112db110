import { randomBytes } from 'node:crypto';
import type { DistinctHeaders } from '../provider';

/** Tests through our own public address whether we are heard from outside. */
export interface SelfTest {
  /** The receiver answers GET on this path with 204, and ngrok's edge must let it through. */
  readonly path: string;
  /** Whether a call is our own test. Path and header are random in each process, so another Comptoir's differ. */
  readonly answers: (method: string, path: string, headers: DistinctHeaders) => boolean;
  /** Headers that mark any call as our own. */
  readonly proof: Readonly<Record<string, string>>;
  /** Whether a call of any kind carries that mark. */
  readonly isOurs: (headers: DistinctHeaders) => boolean;
  /** Never rejects. */
  run(publicUrl: string, signal: AbortSignal): Promise<SelfTestResult>;
}

export type SelfTestResult =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      /** HTTP status; null where there was no answer. */
      readonly status: number | null;
      /** The value of `ngrok-error-code` from ngrok's edge. */
      readonly code: string | null;
    };

export interface SelfTestOptions {
  /** Reaches public addresses. */
  readonly fetch: typeof fetch;
  /** A request was sent: each one counts against ngrok's monthly quota. */
  readonly onRequest?: () => void;
  /** The `Date` of an answer: never our own, because the receiver gives none to this call. */
  readonly onDate?: (date: string | null) => void;
}

const header = 'x-comptoir-self-test';

export function createSelfTest({ fetch, onRequest, onDate }: SelfTestOptions): SelfTest {
  const path = `/self-test/${randomBytes(12).toString('hex')}`;
  const proof = randomBytes(16).toString('hex');
  const isOurs = (headers: DistinctHeaders): boolean => {
    const proofs = headers[header];
    return proofs?.length === 1 && proofs[0] === proof;
  };
  return {
    path,
    proof: { [header]: proof },
    isOurs,
    answers: (method, called, headers) => method === 'GET' && called === path && isOurs(headers),
    async run(publicUrl, signal) {
      try {
        onRequest?.();
        const response = await fetch(new URL(path, publicUrl), {
          headers: {
            [header]: proof,
            // Any value skips ngrok's page for browsers.
            'ngrok-skip-browser-warning': '1',
            // A kept connection may be dead since the network changed, and would fail a tunnel that works.
            connection: 'close',
          },
          redirect: 'manual',
          signal,
        });
        onDate?.(response.headers.get('date'));
        await response.body?.cancel();
        if (response.status === 204) return { kind: 'passed' };
        return { kind: 'failed', status: response.status, code: response.headers.get('ngrok-error-code') };
      } catch {
        return { kind: 'failed', status: null, code: null };
      }
    },
  };
}
