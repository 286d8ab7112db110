import { lookup } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where pushes may go: a phone names the address, and must not make the relay call its own network. */
export interface PushNetwork {
  /** Whether an IP address is on the public internet. */
  readonly isAllowed: (address: string) => boolean;
  /** An additional trusted certificate. */
  readonly certificate?: string;
}

/** Ranges in IANA's registries that are not single computers on the internet. */
const privateV4: readonly (readonly [net: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Parts of the global range that are for documentation, or contain an IPv4 address. */
const otherV6: readonly (readonly [net: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** The real internet. */
export function publicNetwork(): PushNetwork {
  const global = new BlockList();
  global.addSubnet('2000::', 3, 'ipv6');
  const others = new BlockList();
  for (const [net, bits] of privateV4) others.addSubnet(net, bits, 'ipv4');
  for (const [net, bits] of otherV6) others.addSubnet(net, bits, 'ipv6');
  return {
    isAllowed(address) {
      const family = isIP(address);
      if (family === 4) return !others.check(address, 'ipv4');
      return family === 6 && global.check(address, 'ipv6') && !others.check(address, 'ipv6');
    },
  };
}

/**
 * Why nothing may be sent there; null where it may. Checked again at each push, because the name may resolve differently
 * then. Checking now lets the phone be told.
 */
export async function refusalOf(
  network: PushNetwork,
  endpoint: URL,
): Promise<'endpoint-unknown' | 'endpoint-refused' | null> {
  if (endpoint.username !== '' || endpoint.password !== '') return 'endpoint-refused';
  const host = hostOf(endpoint);
  const addresses =
    isIP(host) !== 0
      ? [host]
      : await new Promise<readonly string[]>((resolve) =>
          lookup(host, { all: true }, (error, found) =>
            resolve(error === null ? found.map(({ address }) => address) : []),
          ),
        );
  if (addresses.length === 0) return 'endpoint-unknown';
  return addresses.every((one) => network.isAllowed(one)) ? null : 'endpoint-refused';
}

/** The host without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export interface PushRequest {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
  readonly signal: AbortSignal;
}

/**
 * Posts, and resolves with the status. The name is resolved once, and that address is called, so a name that resolves
 * differently the second time gains nothing. Redirects are not followed.
 */
export async function post(network: PushNetwork, endpoint: URL, sent: PushRequest): Promise<number> {
  const host = hostOf(endpoint);
  if (isIP(host) !== 0 && !network.isAllowed(host)) throw new Error('no address of the outside');
  const onlyAllowed: LookupFunction = (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => network.isAllowed(address)) : [];
      const [first] = allowed;
      if (first === undefined) done(error ?? new Error('no address of the outside'), []);
      else if (options.all === true) done(null, allowed);
      else done(null, first.address, first.family);
    });
  return new Promise((resolve, reject) => {
    const posting = request(endpoint, {
      method: 'POST',
      headers: sent.headers,
      signal: sent.signal,
      lookup: onlyAllowed,
      agent: false,
      ...(network.certificate !== undefined && { ca: network.certificate }),
    });
    posting.once('error', reject);
    posting.once('response', (answer) => {
      // Ignore the body, whatever its length.
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    posting.end(sent.body);
  });
}
