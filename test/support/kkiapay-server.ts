import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mode } from '../../src/shared/payment/payment';

/** How the stand-in behaves: an HTTP status with a body, a broken connection, or silence. */
export type Behaviour =
  { readonly status?: number; readonly body: unknown } | 'breaks' | 'breaks-midway' | 'silent';

export interface Question {
  readonly mode: Mode;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** KKiaPay's REST API on a real socket. */
export interface KkiapayServer extends AsyncDisposable {
  readonly port: number;
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

/** The mode of one of KKiaPay's own addresses. */
export function modeOfHost(host: string | undefined): Mode {
  const mode = hosts[host ?? ''];
  if (mode === undefined) throw new Error(`not KKiaPay: ${host}`);
  return mode;
}

/** Tells the mode by the Host header, as KKiaPay does; or by `x-stand-in-mode`, where the client cannot set Host. */
export async function kkiapayServer(): Promise<KkiapayServer> {
  const questions: Question[] = [];
  let behaviour: (question: Question) => Behaviour = () => ({ body: statusBody() });
  const server = createServer((request, response) => {
    // What time it is, tests say: a date of today would tell a shop of another day that its clock is wrong.
    response.sendDate = false;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = request.headers['x-stand-in-mode'];
      const question: Question = {
        mode: told === 'live' || told === 'sandbox' ? told : modeOfHost(request.headers.host),
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
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  return {
    ...{ port, questions },
    behave: (next) => void (behaviour = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
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
