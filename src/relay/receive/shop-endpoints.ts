import { createHash } from 'node:crypto';
import { plainPath } from '../../core/receiver/plain-path';
import type { Endpoint, EndpointBook } from '../../core/receiver/receiver';
import type { Provider } from '../../core/provider';
import { providers } from '../../core/providers';
import { createSealer, type Opener, type Sealer } from '../../core/sealing/sealed-box';
import type { Clock } from '../../core/ports';
import type { Sql } from '../store/database';
import { endpointsSince, shopsOf, type StoredEndpoint, type StoredShop } from '../store/shops';

/** A shop as the receiver needs it, all in memory: so a call only uses the database to be stored. */
export interface KnownShop extends Pick<StoredShop, 'id' | 'perSecond' | 'burst' | 'rowsADay'> {
  readonly sealer: Sealer;
}

export interface ShopEndpoints {
  readonly book: EndpointBook;
  readonly shopOf: (endpoint: Endpoint) => KnownShop | undefined;
  /** The shop whose address was called; undefined for an unknown address. */
  readonly shopAt: (path: string) => KnownShop | undefined;
  /** Reads what changed since the last time. */
  readonly refresh: () => Promise<void>;
}

/** The greatest length of a possible path: longer ones are not even hashed. */
const longestPath = 200;

export function createShopEndpoints(sql: Sql, opener: Opener, clock: Clock): ShopEndpoints {
  const endpointAt = new Map<string, Endpoint>();
  const shopIdOf = new WeakMap<Endpoint, number>();
  const shops = new Map<number, KnownShop & { readonly sealKey: string }>();
  const ofShop = new Map<number, Set<Endpoint>>();
  let lastRefresh = Promise.resolve();
  let seen = 0;

  const find = (called: string): Endpoint | undefined => {
    if (called.length > longestPath) return undefined;
    const exact = endpointAt.get(digestOf(called));
    if (exact !== undefined) return exact;
    const plain = plainPath(called);
    return plain === called ? undefined : endpointAt.get(digestOf(plain));
  };
  const forget = (path: string): void => {
    const endpoint = endpointAt.get(path);
    if (endpoint === undefined) return;
    endpointAt.delete(path);
    ofShop.get(shopIdOf.get(endpoint) ?? 0)?.delete(endpoint);
  };
  const take = (stored: StoredEndpoint): void => {
    forget(stored.path);
    const provider = providers.find(({ name }) => name === stored.provider);
    if (stored.isGone || provider === undefined) return;
    const endpoint = endpointOf(stored, provider, opener);
    endpointAt.set(stored.path, endpoint);
    shopIdOf.set(endpoint, stored.shop);
    const siblings = ofShop.get(stored.shop) ?? new Set();
    ofShop.set(stored.shop, siblings.add(endpoint));
  };
  const shopOf = (endpoint: Endpoint): KnownShop | undefined => shops.get(shopIdOf.get(endpoint) ?? 0);
  const refresh = async (): Promise<void> => {
    const changed = await endpointsSince(sql, seen);
    if (changed.length === 0) return;
    for (const { sealKey, ...shop } of await shopsOf(sql, [...new Set(changed.map((one) => one.shop))])) {
      const key = sealKey.toString('base64');
      const known = shops.get(shop.id);
      const sealer = known?.sealKey === key ? known.sealer : createSealer(sealKey, () => clock.now());
      shops.set(shop.id, { ...shop, sealKey: key, sealer });
    }
    for (const stored of changed) {
      take(stored);
      seen = Math.max(seen, stored.change);
    }
  };
  return {
    shopOf,
    shopAt(path) {
      const endpoint = find(path);
      return endpoint === undefined ? undefined : shopOf(endpoint);
    },
    book: {
      find,
      besides: (endpoint) =>
        [...(ofShop.get(shopIdOf.get(endpoint) ?? 0) ?? [])].filter(
          (other) => other !== endpoint && other.provider === endpoint.provider,
        ),
      // A call to an unknown address belongs to no shop, so it cannot be reported to one.
      lost: () => [],
    },
    // One after another: a slow earlier read would bring a revoked secret back.
    refresh() {
      lastRefresh = lastRefresh.then(refresh, refresh);
      return lastRefresh;
    },
  };
}

function digestOf(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}

/** A secret that the relay's key cannot open may be right, so its sender must try again later. */
function endpointOf(
  { path, mode, digests, sealed }: StoredEndpoint,
  provider: Provider,
  opener: Opener,
): Endpoint {
  const opened = sealed.map((one) => opener.open(Buffer.from(one, 'base64')));
  const secrets = opened.flatMap((secret) => (secret === null ? [] : [secret.toString()]));
  const shut = { digests, isUnprovable: opened.includes(null) };
  return { provider, mode, path: `#${path}`, secrets: () => secrets, shut: () => shut };
}
