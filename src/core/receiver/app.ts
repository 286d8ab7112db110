import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { PaymentEvent } from '../../shared/payment/payment';
import type { RefusalReason } from '../../shared/diagnosis/refusal';
import { LedgerRefusal } from '../ledger/ledger';
import { unreadableEvent } from '../../shared/providers/call-text';
import type { Provider } from '../provider';
import { providers } from '../providers';
import { createCallWatch } from './call-watch';
import { endpointBookOf } from './endpoint-book';
import { createPreAuthFilter, type AdmittedCall } from './pre-auth-filter';
import { createIsolate } from './isolate';
import { createKeepHeaders } from './headers';
import { createLostCalls } from './lost-call';
import { takeBody } from './read-body';
import type { ReceiverOptions } from './receiver';
import { createRefuse } from './refuse';
import type { Refusals } from './refusals';
import type { AnswerCall, ReceiverServer } from './server';
import { createUnprovenBytes } from './unproven-bytes';

const accepted = { 'content-length': '0' };
const acceptedLast = { ...accepted, connection: 'close' };

export interface ReceiverApp {
  readonly answer: AnswerCall;
  /** New calls are refused from now on; running ones finish. */
  readonly stop: () => void;
}

export interface AppParts<Kept> extends Omit<ReceiverOptions<Kept>, 'onRefused' | 'answersAside'> {
  readonly refusals: Refusals;
  readonly trust: ReceiverServer['trust'];
  readonly prototypes: ReceiverServer['prototypes'];
}

/** Answers the receiver's calls. Listening is the server's task. */
export function createApp<Kept>(parts: AppParts<Kept>): ReceiverApp {
  const endpoints = endpointBookOf(parts.endpoints);
  const { ledger, clock, log, refusals } = parts;
  let stopping = false;
  // A function, because the state may change while a call waits for the disk.
  const isStopping = (): boolean => stopping;

  const isolate = createIsolate(log);
  const keepHeaders = createKeepHeaders(
    providers.flatMap(({ secretHeaders }) => secretHeaders),
    () => endpoints.lost().flatMap(({ secrets }) => secrets()),
  );
  const calls = createCallWatch(clock, keepHeaders, (call) =>
    isolate('telling of a call', () => parts.onCall?.(call)),
  );
  const refuse = createRefuse({
    refusals,
    calls,
    clock,
    isolate,
    ...(parts.onEachRefused && { onEach: parts.onEachRefused }),
  });
  const enterUnproven = createUnprovenBytes();

  const isClockSuspect = (): boolean => parts.isClockSuspect?.() === true;
  /** If the parser itself fails, keep the call as doubtful: it is authentic. */
  const understand = (provider: Provider, bytes: Uint8Array, receivedAt: string): PaymentEvent | null => {
    try {
      return provider.parse(bytes, isClockSuspect() ? null : receivedAt);
    } catch (error) {
      log(`parsing a call failed: ${String(error)}`);
      return unreadableEvent;
    }
  };

  const receive = async ({ call, endpoint, proof: announced }: AdmittedCall): Promise<void> => {
    const { request, response, headers } = call;
    const { provider, mode } = endpoint;
    if (isStopping()) {
      refuse.known(call, { reason: 'stopping', mode, provider: provider.name });
      return;
    }
    const refuseUnread = (reason: RefusalReason): void =>
      (announced.ok === true ? refuse.known : refuse.stranger)(call, {
        reason,
        mode,
        provider: provider.name,
      });
    const trust = (): void => {
      parts.trust(request.socket);
      isolate('telling that a call was authenticated', () =>
        parts.onAuthenticated({ provider: provider.name, mode }, headers),
      );
    };
    if (announced.ok === true) trust();
    const body = await takeBody(call, announced.ok === true ? null : enterUnproven);
    if (!body.ok) {
      refuseUnread(body.reason);
      return;
    }
    calls.learn(call, { body: body.bytes });
    if (announced.ok === 'with-body') {
      const proof = announced.prove(body.bytes, isClockSuspect() ? null : clock.now());
      if (!proof.ok) {
        filter.refuseProof(call, endpoint, proof, body.bytes);
        return;
      }
      trust();
    }
    const keptHeaders = keepHeaders(headers);
    calls.learn(call, { headers: keptHeaders });
    const event = understand(provider, body.bytes, new Date(clock.now()).toISOString());
    const taken = (): void => void response.writeHead(200, isStopping() ? acceptedLast : accepted).end();
    if (event === null) {
      taken();
      return;
    }
    const receivedAt = new Date(parts.receiptAt?.(event.performedAt) ?? clock.now()).toISOString();
    const outcome = await ledger
      .append(
        {
          provider: provider.name,
          mode,
          receivedAt,
          event,
          rawBody: body.bytes,
          headers: keptHeaders,
        },
        endpoint,
      )
      .catch((error: unknown) => {
        // The ledger reports its own refusals.
        if (!(error instanceof LedgerRefusal)) log(`storing a call failed: ${String(error)}`);
        return null;
      });
    if (outcome === null) {
      refuse.known(call, { reason: 'ledger-unavailable', mode, provider: provider.name });
      return;
    }
    taken();
    isolate('announcing a payment', () => parts.onRecorded(outcome));
  };

  const app = express();
  buildUpon(parts.prototypes, app);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  // The filter has found the endpoint: parsing the path again could only give a different answer.
  app.use((_request, response) => receive(admittedOf(response)));
  // Our own error: KKiaPay should try again.
  const onError: ErrorRequestHandler = (error, _request, response, next) => {
    const { call, endpoint } = admittedOf(response);
    log(`answering a call failed: ${String(error)}`);
    if (response.headersSent) next(error);
    else
      refuse.known(call, {
        reason: 'ledger-unavailable',
        mode: endpoint.mode,
        provider: endpoint.provider.name,
      });
  };
  app.use(onError);

  const filter = createPreAuthFilter({
    ...parts,
    endpoints,
    refuse,
    calls,
    isolate,
    onLost: createLostCalls({ endpoints, clock, refuse, enterUnproven }),
    admit(admitted) {
      const { call, endpoint } = admitted;
      calls.follow(call, { provider: endpoint.provider.name, mode: endpoint.mode });
      app(call.request, Object.assign(call.response, { locals: { admitted } }));
    },
  });
  return {
    answer: filter.answer,
    stop() {
      stopping = true;
      refuse.stop();
    },
  };
}

/**
 * Express replaces the prototype of every request and response, which makes each call take twice as long. If their own
 * prototypes inherit Express's from the start, it changes nothing.
 */
function buildUpon({ request, response }: ReceiverServer['prototypes'], app: Express): void {
  app.request = Object.setPrototypeOf(request, app.request) as Request;
  app.response = Object.setPrototypeOf(response, app.response) as Response;
}

function admittedOf(response: Response): AdmittedCall {
  return response.locals.admitted as AdmittedCall; // put there as the call was handed to Express
}
