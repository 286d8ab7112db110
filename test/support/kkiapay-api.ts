import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Mode } from '../../src/shared/payment';

/** How the stand-in behaves: an HTTP status with a body, a line that breaks, or silence. */
export type Behaviour =
  { readonly status?: number; readonly body: unknown } | 'breaks' | 'breaks-midway' | 'silent';

export interface Question {
  readonly mode: Mode;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface KkiapayApi {
  /** Sends what is meant for KKiaPay's two addresses to the stand-in, and nothing anywhere else. */
  readonly fetch: typeof fetch;
  readonly questions: readonly Question[];
  behave(next: (question: Question) => Behaviour): void;
}

export const testKeys = {
  publicKey: 'public-key-0001',
  privateKey: 'tpk_private-0001',
  secretKey: 'tsk_secret-0001',
};

/** The answer to a status question, as one was seen in July 2026. */
export function statusBody(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    ...{ performed_at: '2026-11-23T19:59:50.276Z', type: 'DEBIT', status: 'SUCCESS' },
    ...{ source: 'MOBILE_MONEY', source_common_name: 'mtn-benin', amount: 1000, fees: 19 },
    ...{ reason: 'payment of 1000 XOF', failureCode: '', failureMessage: '', state: null, partnerId: '' },
    ...{ feeSupportedBy: 'merchant', income: 981, performedAt: '23/11/2026' },
    client: { fullname: 'Anonymous customer', phone: '229970000xx', email: '' },
    ...over,
  };
}

const hosts: Readonly<Record<string, Mode>> = {
  'api.kkiapay.me': 'live',
  'api-sandbox.kkiapay.me': 'sandbox',
};

/** KKiaPay's REST API on a real socket, for one test. */
export async function standInKkiapayApi(): Promise<KkiapayApi> {
  const questions: Question[] = [];
  let behaviour: (question: Question) => Behaviour = () => ({ body: statusBody() });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const question: Question = {
        mode: request.headers['x-stand-in-mode'] === 'live' ? 'live' : 'sandbox',
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      };
      questions.push(question);
      answer(response, behaviour(question));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  return {
    questions,
    behave: (next) => void (behaviour = next),
    fetch: (address, init) => {
      const url = new URL(address instanceof Request ? address.url : address);
      const mode = hosts[url.host];
      if (mode === undefined || url.protocol !== 'https:') throw new Error(`not KKiaPay: ${url.href}`);
      const headers = new Headers(init?.headers);
      headers.set('x-stand-in-mode', mode);
      return fetch(`http://127.0.0.1:${port}${url.pathname}`, { ...init, headers });
    },
  };
}

function answer(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour === 'silent') return;
  if (behaviour === 'breaks') {
    response.destroy();
    return;
  }
  if (behaviour === 'breaks-midway') {
    response.writeHead(200, { 'content-length': '500' });
    response.write('{"status":"FAILED"', () => response.destroy());
    return;
  }
  const { status = 200, body } = behaviour;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
