import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { isPublicKey } from '../../core/sealing/sealed-box';
import type { Clock, Log } from '../../core/ports';
import { relayTexts } from '../../shared/texts/relay-texts';
import type { Sql } from '../store/database';
import { countersOf, inviteCounter, seenFrom } from '../store/counters';
import { heardBetween } from '../store/hearing';
import { join, leave, retell } from '../store/shops';
import type { Devices } from './devices';
import type { createDeviceRows } from './device-rows';
import { createMinuteLimit, createPlaces } from './fair-use';
import type { Answer, Handler, Handlers, Known } from './handler';
import type { LongPolls } from './long-poll';
import { createPhoneHandlers } from './phone-handlers';
import type { ServeFile } from './phone-page';
import {
  between,
  bodyOf,
  counterInvitation,
  givenRows,
  joining,
  mostToldBytes,
  polling,
  queryOf,
  Refused,
  toldCounter,
} from './requests';

export interface ApiParts {
  readonly service: Sql;
  readonly devices: Devices;
  readonly polls: LongPolls;
  readonly writeRows: ReturnType<typeof createDeviceRows>;
  /** The public half of the relay's own key, base64. */
  readonly relayKey: string;
  /** Reports up to which row a device has stored the log. */
  readonly onSeen: (device: number, acked: number) => void;
  /** Addresses changed. */
  readonly onChanged: () => Promise<void>;
  /** A device was revoked. */
  readonly onRevoked: (device: number) => Promise<void>;
  readonly servePage: ServeFile;
  /** Whether counters are served here; requests about the relay itself are always answered. */
  readonly serves: boolean;
  /** A device with a valid token: its connection is not closed to make room for strangers. */
  readonly trust: (socket: Duplex) => void;
  /** Null where the relay is well; otherwise a word for what is wrong. */
  readonly illness: () => Promise<string | null>;
  readonly metrics: () => Promise<string>;
  /** Handlers of other parts. Each rejects with `Refused`; `known` finds the asking device, or rejects with it. */
  readonly others: (known: Known) => Handlers;
  readonly clock: Clock;
  readonly log: Log;
}

/** A request to join can only be checked in the database: this many connections at once may be used for it. */
const joinsAtOnce = 2;
/** A counter reads one page after another; requests on broken connections end within seconds. */
const pollsOfOneDevice = 4;
const tellingsAMinute = 10;

/** Answers counters, phones and operators; true where the request was one of theirs. */
export function createApi(parts: ApiParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { service, devices, polls, relayKey, clock, log } = parts;
  const joins = createPlaces<'all'>(joinsAtOnce, () => new Refused(503, 'busy'));
  const pollsOf = createPlaces<number>(pollsOfOneDevice, () => new Refused(429, 'too-many'));
  const comeIn = createPlaces<'all'>(joinsAtOnce, () => new Refused(503, 'busy'));
  const mayTell = createMinuteLimit(clock, tellingsAMinute);
  const known: Known = async (request, kind) => {
    const device = await devices.of(request.headers.authorization);
    if (device === null) throw new Refused(401, 'unknown-device');
    if (kind !== 'any' && device.kind !== kind) throw new Refused(403, 'not-for-this-device');
    parts.trust(request.socket);
    return device;
  };
  const sealable = (sealKey: string): void => {
    if (!isPublicKey(Buffer.from(sealKey, 'base64'))) throw new Refused(400, 'malformed');
  };

  const handlers: Handlers = {
    ...parts.others(known),
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
    async 'POST /v1/invitations'(request) {
      const device = await known(request, 'counter');
      mayTell(device.id);
      const invitation = await bodyOf(request, counterInvitation);
      if (!(await inviteCounter(service, device.shop, invitation)))
        throw new Refused(409, 'too-many-counters');
      return { status: 201, json: {} };
    },
    async 'GET /v1/counters'(request) {
      const device = await known(request, 'counter');
      const counters = seenFrom(device.id, await countersOf(service, device.shop));
      return { status: 200, json: { counters } };
    },
    async 'PUT /v1/counter'(request) {
      const device = await known(request, 'counter');
      mayTell(device.id);
      const told = await bodyOf(request, toldCounter, mostToldBytes);
      sealable(told.sealKey);
      if (told.ownKey !== undefined) sealable(told.ownKey);
      const done = await retell(service, { shop: device.shop, device: device.id }, told);
      if (done !== 'told') throw new Refused(409, done === 'taken' ? 'address-taken' : done);
      await parts.onChanged();
      return { status: 204 };
    },
    async 'DELETE /v1/counter'(request) {
      const device = await known(request, 'counter');
      await leave(service, device.id);
      await parts.onRevoked(device.id);
      await parts.onChanged();
      return { status: 204 };
    },
    async 'GET /v1/log'(request, response, url) {
      const device = await known(request, 'any');
      const { after, last, wait, limit, since, refusedSince, stored } = queryOf(url, polling);
      parts.onSeen(device.id, Math.min(after, stored ?? after));
      const poll = { after: { seq: after, key: last }, since, waitMs: wait * 1_000, limit, refusedSince };
      await pollsOf(device.id, () => polls.answer(device, poll, response));
      return 'answered';
    },
    async 'POST /v1/log'(request) {
      const device = await known(request, 'any');
      const { rows } = await bodyOf(request, givenRows);
      return { status: 200, json: { rows: await parts.writeRows(device, rows) } };
    },
    ...createPhoneHandlers({ service, known, mayTell, comeIn, sealable, onRevoked: parts.onRevoked }),
    async 'GET /v1/hearing'(request, _response, url) {
      const device = await known(request, 'any');
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
    if (!parts.serves && /^\/(v1|i|p)(\/|$)/.test(url.pathname)) return false;
    if (parts.servePage(request, response, url.pathname)) return true;
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
