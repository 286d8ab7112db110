import { once } from 'node:events';
import * as v from 'valibot';
import type { MuxStream } from './muxado';

/** The first four bytes of each stream. */
export const streamType = {
  auth: 0,
  bind: 1,
  unbind: 2,
  proxy: 3,
  restart: 4,
  stop: 5,
  update: 6,
  stopTunnel: 9,
  heartbeat: 0xffffffff,
} as const;

export const authRequest = v.looseObject({
  ClientId: v.string(),
  Extra: v.looseObject({ AuthToken: v.string(), Metadata: v.string() }),
});
export type AuthRequest = v.InferOutput<typeof authRequest>;

export const bindRequest = v.looseObject({
  Id: v.string(),
  Proto: v.string(),
  ForwardsTo: v.string(),
  Opts: v.looseObject({
    Domain: v.optional(v.string()),
    Hostname: v.optional(v.string()),
    TrafficPolicy: v.nullish(v.string()),
  }),
});
export type BindRequest = v.InferOutput<typeof bindRequest>;

export const unbindRequest = v.looseObject({ Id: v.string() });

/** Why the edge says no. */
export interface NgrokFailure {
  readonly code: string;
  readonly message: string;
}

/** As the agent expects it: the line that starts with ERR_NGROK_ is the code. */
export function refusal({ code, message }: NgrokFailure): { Error: string } {
  return { Error: `${message}\r\n\r\n${code}\r\n` };
}

export async function readStreamType(stream: MuxStream): Promise<number> {
  for (;;) {
    const bytes: unknown = stream.read(4);
    if (bytes instanceof Buffer) return bytes.readUInt32BE(0);
    await once(stream, 'readable');
  }
}

/** Requests come without a length and without an end: read until the JSON is whole. */
export function readJson(stream: MuxStream): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      try {
        resolve(JSON.parse(text));
      } catch {
        // not whole yet
      }
    });
    stream.on('end', () => reject(new Error(`the stream ended within: ${text}`)));
    stream.on('error', reject);
  });
}

/** The real edge's reasons, as an agent or a visitor receives them. */
export const failures = {
  badToken: {
    code: 'ERR_NGROK_105',
    message: 'The authtoken you specified does not look like a proper ngrok authtoken.',
  },
  invalidToken: {
    code: 'ERR_NGROK_107',
    message: 'The authtoken you specified is properly formed, but it is invalid.',
  },
  sessionLimit: {
    code: 'ERR_NGROK_108',
    message: 'Your account is limited to 3 simultaneous ngrok agent sessions.',
  },
  endpointOnline: (url: string): NgrokFailure => ({
    code: 'ERR_NGROK_334',
    message: `The endpoint '${url}' is already online.`,
  }),
  endpointOffline: (host: string): NgrokFailure => ({
    code: 'ERR_NGROK_3200',
    message: `The endpoint ${host} is offline.`,
  }),
  badUpstream: (why: string): NgrokFailure => ({
    code: 'ERR_NGROK_3004',
    message: `Bad reply from the agent: ${why}`,
  }),
} as const;
