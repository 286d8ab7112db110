import * as v from 'valibot';

/** Messages between the tunnel and its child process. Both sides parse, because the other may be of an older build. */

const endpointWish = {
  /** Null: ngrok chooses, the account's own address. */
  domain: v.nullable(v.string()),
  /** JSON, applied by ngrok's edge before anything reaches us. */
  trafficPolicy: v.nullable(v.string()),
};

const childOrder = v.variant('kind', [
  v.object({
    kind: v.literal('start'),
    authtoken: v.string(),
    /** Shown in ngrok's dashboard. */
    metadata: v.string(),
    /** Where calls are forwarded to. */
    target: v.string(),
    ...endpointWish,
    /** Null: ngrok's own edge. */
    serverAddr: v.nullable(v.string()),
    /** Null: the authority that the SDK pins. */
    caPem: v.nullable(v.string()),
    /** Trust this computer's certificate authorities instead of `caPem`. */
    hostRoots: v.boolean(),
    heartbeat: v.object({ intervalS: v.number(), toleranceS: v.number() }),
  }),
  /** Ask again on the existing session: the endpoint was taken, or asked for too much. */
  v.object({ kind: v.literal('bind'), ...endpointWish }),
]);
export type ChildOrder = v.InferOutput<typeof childOrder>;
export type StartOrder = Extract<ChildOrder, { kind: 'start' }>;

const code = v.nullable(v.string());
const childReport = v.variant('kind', [
  v.object({ kind: v.literal('online'), url: v.string() }),
  /** The connection broke; the SDK is about to try again by itself. */
  v.object({ kind: v.literal('lost') }),
  v.object({ kind: v.literal('beat') }),
  v.object({ kind: v.literal('beat-missed') }),
  /** `bind`: the session still exists. */
  v.object({
    kind: v.literal('failed'),
    stage: v.picklist(['load', 'connect', 'bind']),
    code,
    message: v.string(),
  }),
  /** The endpoint is gone for good. */
  v.object({ kind: v.literal('closed'), code, message: v.string() }),
  /** A person pressed a button in ngrok's dashboard. */
  v.object({ kind: v.literal('command'), command: v.picklist(['stop', 'restart']) }),
]);
export type ChildReport = v.InferOutput<typeof childReport>;
export type Failure = Extract<ChildReport, { kind: 'failed' }>;

export function parseChildOrder(message: unknown): ChildOrder | null {
  const parsed = v.safeParse(childOrder, message);
  return parsed.success ? parsed.output : null;
}

export function parseChildReport(message: unknown): ChildReport | null {
  const parsed = v.safeParse(childReport, message);
  return parsed.success ? parsed.output : null;
}
