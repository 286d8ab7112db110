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
  /** A proxy of the merchant's own may call us by another name than the provider called it. */
  readonly mayRename: () => boolean;
  /**
   * The origin that was surely called before anything of it was kept: an earlier version kept none. Null where there is
   * none.
   */
  readonly calledBefore: () => Promise<string | null>;
  /** Whether a provider has ever called the present address for real money. */
  readonly onChange: (isCalled: boolean) => void;
}

/** Knows which of our public addresses a provider has called: that one of them is reachable does not mean that it knows it. */
export interface CalledAddresses {
  readonly follow: (tunnel: TunnelState) => void;
  /** A call that proved the secret and was not our own. */
  readonly onCall: (endpoint: EndpointName, headers: DistinctHeaders) => void;
  /** Once all is kept. */
  readonly settled: () => Promise<void>;
}

export async function openCalledAddresses(parts: CalledAddressesParts): Promise<CalledAddresses> {
  const { dataDir, log, mayRename, onChange } = parts;
  const file = join(dataDir, fileName);
  const live = parts.endpoints.filter(({ endpoint }) => endpoint.mode === 'live');
  const addressesOf = (origin: string): readonly string[] => live.map(({ path }) => nameOf(origin, path));
  const kept = await read(file);
  // A ledger that cannot be read now leaves the light amber until the next call.
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
    // The next call is the next try.
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

/** The path is half of a secret: its digest names it as well. */
function nameOf(origin: string, path: string): string {
  return createHash('sha256').update(`${origin}${path}`).digest('hex').slice(0, 32);
}

/** Null where there is none, or none that can be read: then the next call makes it anew. */
async function read(file: string): Promise<readonly string[] | null> {
  return (await readJson(file, schema))?.addresses ?? null;
}
