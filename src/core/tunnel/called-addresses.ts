import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { EndpointName } from '../../shared/payment/endpoint';
import { publicUrlOf, type TunnelState } from '../../shared/state/tunnel';
import { serialQueue } from '../storage/serial-queue';
import { readJson, writeJson } from '../storage/json-file';
import type { Log } from '../ports';
import type { DistinctHeaders } from '../provider';

const fileName = 'called.json';
const schema = v.object({ addresses: v.pipe(v.array(v.string()), v.maxLength(1000)) });
/** A shop has one, and another after each move. */
const mostKept = 20;

export interface CalledAddressesParts {
  readonly dataDir: string;
  readonly log: Log;
  readonly endpoints: readonly { readonly endpoint: EndpointName; readonly path: string }[];
  /** A proxy of the merchant's own may change the host name that the provider called. */
  readonly mayRename: () => boolean;
  /**
   * The origin that was surely called before this file existed, because an earlier version had none. Null where there is
   * none.
   */
  readonly calledBefore: () => Promise<string | null>;
  /** Whether a provider has ever called the present address for real money. */
  readonly onChange: (isCalled: boolean) => void;
}

/**
 * Knows which of our public addresses a provider has called: a reachable address may still be unknown to the provider.
 */
export interface CalledAddresses {
  readonly follow: (tunnel: TunnelState) => void;
  /** A call that proved the secret and was not our own. */
  readonly onCall: (endpoint: EndpointName, headers: DistinctHeaders) => void;
  /** Resolves once everything is stored. */
  readonly settled: () => Promise<void>;
}

export async function openCalledAddresses(parts: CalledAddressesParts): Promise<CalledAddresses> {
  const { dataDir, log, mayRename, onChange } = parts;
  const file = join(dataDir, fileName);
  const live = parts.endpoints.filter(({ endpoint }) => endpoint.mode === 'live');
  const addressesOf = (origin: string): readonly string[] => live.map(({ path }) => nameOf(origin, path));
  const kept = await read(file);
  // If the ledger cannot be read now, the light stays amber until the next call.
  const before = kept === null ? await parts.calledBefore().catch(() => null) : null;
  let known = kept ?? (before === null ? [] : addressesOf(before));
  let present: string | null = null;
  let isTold = false;
  const queued = serialQueue();
  let writing = Promise.resolve();

  const tell = (): void => {
    if (present === null) return;
    const isCalled = addressesOf(present).some((address) => known.includes(address));
    if (isCalled === isTold) return;
    isTold = isCalled;
    onChange(isCalled);
  };
  const remember = (address: string): void => {
    if (known.includes(address)) return;
    known = [...known, address].slice(-mostKept);
    const content = { addresses: known };
    // The next call tries again.
    writing = queued(() => writeJson(file, content)).catch((error: unknown) => {
      log(`that the address was called could not be kept: ${String(error)}`);
    });
    tell();
  };

  return {
    follow(tunnel) {
      const url = tunnel.kind === 'online' ? publicUrlOf(tunnel) : null;
      if (url === null) return;
      present = new URL(url).origin;
      tell();
    },
    onCall({ provider, mode }, headers) {
      if (present === null || mode !== 'live') return;
      const host = headers['x-forwarded-host']?.[0] ?? headers.host?.[0] ?? '';
      if (!mayRename() && host !== new URL(present).host) return;
      const called = live.find(({ endpoint }) => endpoint.provider === provider);
      if (called !== undefined) remember(nameOf(present, called.path));
    },
    settled: () => writing,
  };
}

/** The path is half of a secret, so only its digest is stored. */
function nameOf(origin: string, path: string): string {
  return createHash('sha256').update(`${origin}${path}`).digest('hex').slice(0, 32);
}

/** Null where the file is missing or unreadable: the next call creates it again. */
async function read(file: string): Promise<readonly string[] | null> {
  return (await readJson(file, schema))?.addresses ?? null;
}
