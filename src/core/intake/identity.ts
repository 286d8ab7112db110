import * as v from 'valibot';
import { endpointNames, endpointKey } from '../../shared/payment/endpoint';
import { preferences } from '../../shared/settings/preferences';
import type { Notice } from '../../shared/state/notice';
import { realDisk, type Disk } from '../storage/disk';
import { readCopy, readKept } from '../storage/kept-copy';
import { openKeptTwice, type KeptTwice } from '../storage/kept-twice';
import { identityFiles } from './identity-files';
import { takeKeyByKey } from './key-by-key';
import { randomText } from './random-text';

const pathSegment = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{16,64}$/));
/** A list from which only invalid values are dropped. */
const publicKeys = v.pipe(
  v.array(v.unknown()),
  v.transform((found): readonly string[] =>
    found.filter((one): one is string => typeof one === 'string' && /^[A-Za-z0-9_-]{43}$/.test(one)),
  ),
);
/** A record from which only invalid values are dropped. */
const goodOnes = <T>(value: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((found): Readonly<Record<string, T>> => {
      const good = Object.entries(found).flatMap(([name, one]) => {
        const taken = v.safeParse(value, one);
        return taken.success ? [[name, taken.output] as const] : [];
      });
      return Object.fromEntries(good);
    }),
  );

/**
 * What providers know about this counter, and what decides how their calls are read. It is stored apart from the
 * preferences, so that damage there cannot lose it.
 */
export const identityEntries = {
  country: preferences.country,
  tunnel: preferences.tunnel,
  domain: preferences.domain,
  publicAddress: preferences.publicAddress,
  setUp: preferences.setUp,
  /** The public origin that KKiaPay's dashboard holds, as far as we know: another one is an alarm. */
  pastedOrigin: v.optional(v.nullable(v.string()), null),
  /**
   * Since when (ISO instant) the paths differ from those that the provider has, because the former ones were lost. An
   * alarm until the provider calls the new ones. Null: the provider has the present ones.
   */
  addressLostAt: v.optional(v.nullable(v.string()), null),
  /** The relay at which providers call while this computer may be off; null: none. */
  relay: v.optional(
    v.nullable(
      v.object({
        origin: v.string(),
        joinedAt: v.string(),
        /** The owner left it then (ISO instant), and it was not told yet. */
        leavingSince: v.exactOptional(v.string()),
      }),
    ),
    null,
  ),
  /** The last port of the receiver: kept, so that a copied local address stays valid. */
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 0),
  /** The last segment of each endpoint's path: random, so that strangers cannot guess it. Made once and never changed. */
  pathSegments: v.optional(goodOnes(pathSegment), () => ({})),
  /** When (ISO instant) each endpoint was first called by its provider, by endpoint: those are in use. */
  usedSince: v.optional(goodOnes(v.string()), () => ({})),
  /** Until when the secret before the last one is still accepted (ISO instants), by endpoint. */
  previousSecretUntil: v.optional(goodOnes(v.nullable(v.string())), () => ({})),
  /** The public halves (base64url) of every key that signed receipts, newest first: old receipts stay valid. */
  receiptKeys: v.optional(publicKeys, () => []),
  /** Wrong PINs since the last right one; stored, so that a restart gives no new attempts. */
  wrongPins: v.optional(v.object({ count: v.number(), lastAt: v.string() }), () => ({
    count: 0,
    lastAt: '',
  })),
  /** The same for the helpers' codes, by helper. */
  wrongHelperCodes: v.optional(goodOnes(v.pipe(v.number(), v.integer(), v.minValue(0))), () => ({})),
  /** The latest instant (ISO) ever reached: a clock that is set back shows helpers no other day. Null: not known yet. */
  latestAt: v.optional(v.nullable(v.string()), null),
} as const;

export type Identity = Readonly<v.InferOutput<v.ObjectSchema<typeof identityEntries, undefined>>>;
export type IdentityFile = KeptTwice<Identity>;

/** The relay that providers are to call: not the one that this shop is leaving. */
export function joinedRelay({ relay }: Pick<Identity, 'relay'>): Identity['relay'] {
  return relay?.leavingSince === undefined ? relay : null;
}

export interface OpenedIdentity {
  readonly identity: IdentityFile;
  readonly notices: readonly Notice[];
  /** False where it could not be written: then its source file must keep what it holds. */
  readonly isOnDisk: boolean;
}

export interface IdentityOptions {
  readonly dataDir: string;
  readonly now: () => number;
  readonly log: (line: string) => void;
  readonly disk?: Disk;
}

/**
 * Opens the identity of this counter: from its two copies, else from a settings file of before it had its own file, else
 * a new one. If it is new although the folder holds data, it was lost: then the address is an alarm.
 */
export async function openIdentity({
  dataDir,
  now,
  log,
  disk = realDisk,
}: IdentityOptions): Promise<OpenedIdentity> {
  const lostNow = (): string => new Date(now()).toISOString();
  const isFirstStart = !(await hasData(disk, dataDir));
  const { kept, origin, isMended, isOnDisk } = await openKeptTwice<Identity>({
    disk,
    dataDir,
    now,
    log,
    files: identityFiles,
    quarantine: 'quarantine',
    parse: (content) => whole(takeKeyByKey(identityEntries, content).value),
    merge: stricterPins,
    async earlier() {
      const { content } = await readCopy(disk, dataDir, 'settings.json');
      return content === null ? null : fromSettings(content, lostNow());
    },
    salvage(content) {
      const { value } = takeKeyByKey(identityEntries, content);
      return { ...withPaths(value), addressLostAt: value.addressLostAt ?? lostNow() };
    },
    make: () => ({
      ...withPaths(takeKeyByKey(identityEntries, {}).value),
      addressLostAt: isFirstStart ? null : lostNow(),
    }),
  });
  if (origin === 'salvaged' || (origin === 'made' && !isFirstStart))
    log(`nothing whole was left of the identity: ${origin}, the address has to be pasted again`);
  return {
    identity: kept,
    isOnDisk,
    notices: isMended && origin !== 'salvaged' ? [{ kind: 'identity-mended' }] : [],
  };
}

/** The identity of a data folder, also from an earlier settings file. It changes nothing. */
export async function readIdentity(disk: Disk, dataDir: string): Promise<Identity> {
  const kept = await readKept(disk, dataDir, identityFiles);
  const content = kept ?? (await readCopy(disk, dataDir, 'settings.json')).content ?? {};
  return takeKeyByKey(identityEntries, content).value;
}

/** Null if an endpoint known when it was written has no path. The endpoint of a newer provider is added. */
function whole(identity: Identity): Identity | null {
  return Object.keys(identity.pathSegments).length === 0 ? null : withPaths(identity);
}

function withPaths(identity: Identity): Identity {
  const names = endpointNames.map(endpointKey);
  if (names.every((name) => identity.pathSegments[name] !== undefined)) return identity;
  const made = Object.fromEntries(names.map((name) => [name, randomText(22)]));
  return { ...identity, pathSegments: { ...made, ...identity.pathSegments } };
}

/** Null where that file has no paths: a present one, or one that lost them. */
function fromSettings(content: Readonly<Record<string, unknown>>, lostAt: string): Identity | null {
  const { value } = takeKeyByKey(identityEntries, content);
  const written = v.safeParse(v.record(v.string(), v.unknown()), content.pathSegments);
  if (!written.success || Object.keys(written.output).length === 0) return null;
  const isLost = Object.keys(written.output).some((name) => value.pathSegments[name] === undefined);
  return { ...withPaths(value), addressLostAt: isLost ? lostAt : null };
}

/** An older copy must not give new attempts at the PIN. */
export function stricterPins(newer: Identity, older: Identity): Identity {
  return older.wrongPins.count > newer.wrongPins.count ? { ...newer, wrongPins: older.wrongPins } : newer;
}

/** Files that only exist once the identity does. */
const traces = ['heartbeat.json', 'secrets.json', 'secrets-sealed.json', 'secrets', 'identity', 'safe'];

/** Whether a Comptoir ran here before. A settings file that a person prepared for a first start has no version. */
async function hasData(disk: Disk, dataDir: string): Promise<boolean> {
  const names = await disk.list(dataDir);
  if (names.some((name) => traces.includes(name))) return true;
  if (!names.includes('settings.json')) return false;
  const { content } = await readCopy(disk, dataDir, 'settings.json');
  return content === null || content.version !== undefined;
}
