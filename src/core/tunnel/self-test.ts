import { randomBytes } from 'node:crypto';
import type { DistinctHeaders } from '../provider';

/** Whether we are heard from outside, asked through our own public address. */
export interface SelfTest {
  /** What the receiver answers with 204, and ngrok's edge must let through: GET on this path. */
  readonly path: string;
  /** Whether a call is our own test. Both path and header are drawn anew in each process: another Comptoir's are not. */
  readonly answers: (method: string, path: string, headers: DistinctHeaders) => boolean;
  /** What makes any call known as our own. */
  readonly proof: Readonly<Record<string, string>>;
  /** Whether a call, of whatever kind, carries that proof. */
  readonly isOurs: (headers: DistinctHeaders) => boolean;
  /** Never rejects. */
  run(publicUrl: string, signal: AbortSignal): Promise<SelfTestResult>;
}

export type SelfTestResult =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      /** HTTP status; null where nobody answered. */
      readonly status: number | null;
      /** What ngrok's edge says in `ngrok-error-code`. */
      readonly code: string | null;
    };

export interface SelfTestOptions {
  /** Reaches public addresses. */
  readonly fetch: typeof fetch;
  /** A request left: each one counts against ngrok's monthly quota. */
  readonly onRequest?: () => void;
  /** The `Date` of an answer: never our own, for the receiver gives none to this call. */
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
            // Any value keeps ngrok's page for browsers away.
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
