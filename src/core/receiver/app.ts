import { isIP } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import type { Mode, PaymentEvent } from '../../shared/payment';
import type { RefusalReason, SecretDiagnosis } from '../../shared/refusal';
import { unreadableEvent, type DistinctHeaders, type Proof, type Provider } from '../provider';
import { LedgerRefusal } from '../ledger/ledger';
import { refusalHeaders, statusOf } from './answers';
import { createCallWatch } from './call-watch';
import { distinctHeaders, keptHeaders } from './headers';
import { lingerAfter } from './linger';
import { objectionTo, readBody } from './read-body';
import type { Endpoint, ReceiverOptions } from './receiver';
import type { Refusals } from './refusals';

/** Refusals one address may cause in ten seconds before it only hears 429. */
const refusalsPerWindow = 200;
const windowMs = 10_000;

const accepted = { 'content-length': '0' };

export interface ReceiverApp {
  readonly app: Express;
  /** New calls are turned away from now on; those under way go on. */
  stop(): void;
}

export interface AppParts extends Omit<ReceiverOptions, 'port' | 'onRefused'> {
  readonly refusals: Refusals;
}

/** What the receiver answers to a call. Listening is the server's matter. */
export function createApp(parts: AppParts): ReceiverApp {
  const { endpoints, ledger, clock, log, refusals } = parts;
  let stopping = false;
  // Asked, not read: it may change while a call waits for the disk.
  const isStopping = (): boolean => stopping;

  /** What the rest of the program makes of a call must not cost the sender its answer. */
  const guarded = (what: string, task: () => void): void => {
    try {
      task();
    } catch (error) {
      log(`${what} failed: ${String(error)}`);
    }
  };

  const calls = createCallWatch(
    clock,
    endpoints.flatMap(({ provider }) => provider.secretHeaders),
    (call) => guarded('telling of a call', () => parts.onCall?.(call)),
  );

  const refuse = (
    response: Response,
    reason: RefusalReason,
    mode: Mode | null,
    diagnosis: SecretDiagnosis | null = null,
  ): void => {
    guarded('recording a refusal', () => refusals.record(reason, mode, diagnosis));
    calls.learn(response, { mode, refusal: { reason, diagnosis } });
    lingerAfter(response.req, clock);
    response.writeHead(statusOf[reason], refusalHeaders(reason)).end();
  };

  const store = new MemoryStore();
  const limit = rateLimit({
    ...{ store, windowMs, limit: refusalsPerWindow, standardHeaders: false, legacyHeaders: false },
    // Its checks warn about the very setting a tunnel needs, and log.
    validate: false,
    keyGenerator: ({ ip = '' }) => (isIP(ip) === 0 ? 'unknown' : ipKeyGenerator(ip)),
    handler: (_request, response) => refuse(response, 'too-many', null),
  });
  /** Refuses a call that has not proven itself. Only these are counted, so that a flood never locks KKiaPay out. */
  const refuseStranger = (
    response: Response,
    reason: RefusalReason,
    mode: Mode | null,
    diagnosis: SecretDiagnosis | null = null,
  ): void => void limit(response.req, response, () => refuse(response, reason, mode, diagnosis));

  /** A parser's own fault is a doubt like any other: the call stays authentic. */
  const understand = (provider: Provider, bytes: Uint8Array, receivedAt: string): PaymentEvent | null => {
    try {
      return provider.parse(bytes, receivedAt);
    } catch (error) {
      log(`parsing a call failed: ${String(error)}`);
      return unreadableEvent;
    }
  };

  const receive = async (endpoint: Endpoint, request: Request, response: Response): Promise<void> => {
    const { provider, mode } = endpoint;
    const headers = distinctHeaders(request.rawHeaders);
    calls.learn(response, { provider: provider.name, mode });
    const refuseProof = (proof: Proof & { readonly ok: false }, body: Uint8Array | null): void => {
      const isSiblings =
        proof.reason === 'secret-wrong' && opensAnother(endpoints, endpoint, headers, body, clock.now());
      refuseStranger(response, proof.reason, mode, isSiblings ? 'other-mode' : proof.diagnosis);
    };
    const announced = provider.authenticate(headers, endpoint.secrets());
    if (announced.ok === false) {
      refuseProof(announced, null);
      return;
    }
    if (isStopping()) {
      refuse(response, 'stopping', mode);
      return;
    }
    const refuseUnread = announced.ok === true ? refuse : refuseStranger;
    const tellAuthenticated = (): void =>
      guarded('telling that a call was authenticated', () =>
        parts.onAuthenticated({ provider: provider.name, mode }, headers),
      );
    if (announced.ok === true) tellAuthenticated();
    const objection = objectionTo(request.headers);
    if (objection !== null) {
      refuseUnread(response, objection, mode);
      return;
    }
    // Only now: a sender that asked first need not send what we would not read.
    if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    const body = await readBody(request);
    if (!body.ok) {
      refuseUnread(response, body.reason, mode);
      return;
    }
    calls.learn(response, { body: body.bytes });
    if (announced.ok === 'with-body') {
      const proof = announced.prove(body.bytes, clock.now());
      if (!proof.ok) {
        refuseProof(proof, body.bytes);
        return;
      }
      tellAuthenticated();
    }
    const receivedAt = new Date(clock.now()).toISOString();
    const event = understand(provider, body.bytes, receivedAt);
    const taken = (): void =>
      void response.writeHead(200, isStopping() ? { ...accepted, connection: 'close' } : accepted).end();
    if (event === null) {
      taken();
      return;
    }
    const outcome = await ledger
      .append({
        ...{ provider: provider.name, mode, receivedAt, event, rawBody: body.bytes },
        headers: keptHeaders(headers, provider.secretHeaders),
      })
      .catch((error: unknown) => {
        // The ledger says by itself that it refuses.
        if (!(error instanceof LedgerRefusal)) log(`storing a call failed: ${String(error)}`);
        return null;
      });
    if (outcome === null) {
      refuse(response, 'ledger-unavailable', mode);
      return;
    }
    taken();
    guarded('announcing a payment', () => parts.onRecorded(outcome));
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', false);
  // The tunnel's end is on this computer; the address before it is the caller's.
  app.set('trust proxy', 'loopback');

  app.use((request, response, next) => {
    calls.begin(request, response);
    guarded('counting a request', () => parts.onRequest?.(request.headers.host, request.path));
    // Node would say so itself, and nobody would see it counted.
    if (request.headers.host === undefined && request.httpVersion === '1.1')
      refuseStranger(response, 'malformed-request', null);
    else next();
  });
  for (const endpoint of endpoints) {
    app
      .route(endpoint.path)
      .post((request, response) => receive(endpoint, request, response))
      .all((_request, response) => refuseStranger(response, 'method-not-allowed', endpoint.mode));
  }
  app.use((request, response) => {
    const isSelfTest = parts.isSelfTest?.(request.method, request.path, distinctHeaders(request.rawHeaders));
    if (isSelfTest === true) {
      // Whoever passes the answer on puts its own in: that is whose clock ours is compared with.
      response.sendDate = false;
      response.writeHead(204).end();
    } else refuseStranger(response, 'unknown-path', null);
  });
  // A fault of ours: KKiaPay should try again.
  const onError: ErrorRequestHandler = (error, _request, response, next) => {
    log(`answering a call failed: ${String(error)}`);
    if (response.headersSent) next(error);
    else refuse(response, 'ledger-unavailable', null);
  };
  app.use(onError);

  return {
    app,
    stop() {
      stopping = true;
      store.shutdown();
    },
  };
}

/** The right secret at the wrong address: the merchant mixed up real payments and tests. */
function opensAnother(
  endpoints: readonly Endpoint[],
  refused: Endpoint,
  headers: DistinctHeaders,
  body: Uint8Array | null,
  now: number,
): boolean {
  return endpoints.some((other) => {
    if (other === refused || other.provider !== refused.provider) return false;
    const proof = other.provider.authenticate(headers, other.secrets());
    return proof.ok === 'with-body' ? body !== null && proof.prove(body, now).ok : proof.ok;
  });
}
