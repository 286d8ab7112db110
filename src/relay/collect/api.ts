import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { isPublicKey } from '../../core/sealing/sealed-box';
import type { Clock, Log } from '../../core/ports';
import { relayTexts } from '../../shared/texts/relay-texts';
import type { Sql } from '../store/database';
import { heardBetween } from '../store/hearing';
import { join, leave, retell, type Device } from '../store/shops';
import type { Devices } from './devices';
import { createMinuteLimit, createPlaces } from './fair-use';
import type { LongPolls } from './long-poll';
import { between, bodyOf, joining, polling, queryOf, Refused, toldCounter } from './requests';

export interface ApiParts {
  readonly service: Sql;
  readonly devices: Devices;
  readonly polls: LongPolls;
  /** The public half of the relay's own key, base64. */
  readonly relayKey: string;
  /** How far a device has collected: it keeps on its own disk what it asks behind. */
  readonly onSeen: (device: number, acked: number) => void;
  /** Addresses changed. */
  readonly onChanged: () => Promise<void>;
  /** Whether counters are served here; what concerns the relay itself is told all the same. */
  readonly serves: boolean;
  /** A device that has proven itself need not make room for strangers. */
  readonly trust: (socket: Duplex) => void;
  /** Null where the database does not answer, or the relay is not well. */
  readonly illness: () => Promise<string | null>;
  readonly metrics: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Joining needs no proof before the database has looked: this many of its connections may be at it. */
const joinsAtOnce = 2;
/** A counter reads one page after another; what a cut line leaves behind ends within seconds. */
const pollsOfOneDevice = 4;
const tellingsAMinute = 10;

type Answer = { readonly status: number; readonly json?: unknown; readonly text?: string } | 'answered';
type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<Answer>;

/** What counters and operators ask of the relay; true where the request was one of theirs. */
export function createApi(parts: ApiParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { service, devices, polls, relayKey, clock, log } = parts;
  const joins = createPlaces<'all'>(joinsAtOnce, () => new Refused(503, 'busy'));
  const pollsOf = createPlaces<number>(pollsOfOneDevice, () => new Refused(429, 'too-many'));
  const mayTell = createMinuteLimit(clock, tellingsAMinute);
  const known = async (request: IncomingMessage): Promise<Device> => {
    const device = await devices.of(request.headers.authorization);
    if (device === null) throw new Refused(401, 'unknown-device');
    parts.trust(request.socket);
    return device;
  };
  const sealable = (sealKey: string): void => {
    if (!isPublicKey(Buffer.from(sealKey, 'base64'))) throw new Refused(400, 'malformed');
  };

  const handlers: Readonly<Record<string, Handler>> = {
    'GET /healthz': async () => {
      const ill = await parts.illness();
      return { status: ill === null ? 200 : 503, text: ill ?? 'ok' };
    },
    'GET /metrics': async () => ({ status: 200, text: await parts.metrics() }),
    'GET /v1/key': () => Promise.resolve({ status: 200, json: { relayKey } }),
    async 'POST /v1/shops'(request) {
      const { code, ...told } = await bodyOf(request, joining);
      sealable(told.sealKey);
      const joined = await joins('all', () => join(service, code, told));
      if (joined === null) throw new Refused(403, 'invitation-unusable');
      if (joined === 'taken') throw new Refused(409, 'address-taken');
      await parts.onChanged();
      return { status: 201, json: joined };
    },
    async 'PUT /v1/counter'(request) {
      const device = await known(request);
      mayTell(device.id);
      const told = await bodyOf(request, toldCounter);
      sealable(told.sealKey);
      if (!(await retell(service, { shop: device.shop, device: device.id }, told)))
        throw new Refused(409, 'address-taken');
      await parts.onChanged();
      return { status: 204 };
    },
    async 'DELETE /v1/counter'(request) {
      const device = await known(request);
      await leave(service, device.id);
      await parts.onChanged();
      return { status: 204 };
    },
    async 'GET /v1/log'(request, response, url) {
      const device = await known(request);
      const { after, last, wait, limit, refusedSince } = queryOf(url, polling);
      if (after > 0) parts.onSeen(device.id, after);
      const poll = { after: { seq: after, key: last }, waitMs: wait * 1_000, limit, refusedSince };
      await pollsOf(device.id, () => polls.answer(device, poll, response));
      return 'answered';
    },
    async 'GET /v1/hearing'(request, _response, url) {
      const device = await known(request);
      const { from, to } = queryOf(url, between);
      return { status: 200, json: await heardBetween(service, device.shop, from, to) };
    },
  };

  const answer = async (handler: Handler, url: URL, request: IncomingMessage, response: ServerResponse) => {
    const given = await handler(request, response, url).catch((error: unknown): Answer => {
      if (error instanceof Refused) return { status: error.status, json: { error: error.message } };
      log(`${request.method ?? ''} ${url.pathname} failed: ${String(error)}`);
      return { status: 503, json: { error: 'unavailable' } };
    });
    if (given === 'answered') return;
    if (response.headersSent) {
      response.destroy(); // half an answer must not look like a whole one
      return;
    }
    const { status, json, text = json === undefined ? '' : `${JSON.stringify(json)}\n` } = given;
    response.writeHead(status, {
      'content-type': json === undefined ? 'text/plain; charset=utf-8' : 'application/json',
      'cache-control': 'no-store',
      ...((status === 503 || status === 429) && { 'retry-after': '1' }),
      ...(!request.complete && { connection: 'close' }),
    });
    response.end(text);
  };

  return (request, response) => {
    const asked = request.url ?? '';
    if (!URL.canParse(asked, 'http://relay')) return false;
    const url = new URL(asked, 'http://relay');
    if (!parts.serves && /^\/(v1|i)\//.test(url.pathname)) return false;
    if (request.method === 'GET' && url.pathname.startsWith('/i/')) {
      const text = `${relayTexts.fr.invitationPage}\n\n${relayTexts.en.invitationPage}\n`;
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
      response.end(text);
      return true;
    }
    const handler = handlers[`${request.method ?? ''} ${url.pathname}`];
    if (handler === undefined) return false;
    answer(handler, url, request, response).catch((error: unknown) =>
      log(`an answer failed: ${String(error)}`),
    );
    return true;
  };
}
