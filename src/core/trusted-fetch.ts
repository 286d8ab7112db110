import { request as requestPlain } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { fetchByRequest } from './fetch-by-request';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The certificate authorities that Node was built with and no others: one that somebody put into the environment
 * (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE) would let him answer in another's place. A proxy stays allowed, for it sees the outside
 * of the connection only.
 */
export function ownTrust(
  environment: Environment,
): Pick<RequestOptions, 'ca' | 'rejectUnauthorized' | 'agent'> {
  const trust = { ca: [...rootCertificates], rejectUnauthorized: true };
  // Node 24 and newer use it; older ones ignore it, as they ignore a proxy in the environment.
  const proxy = environment.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: environment } : {};
  return { ...trust, agent: new Agent({ ...trust, ...proxy, keepAlive: false }) };
}

/**
 * The `fetch` that asks the shop's own address and its relay: their answers are believed, the time in them too. In clear only
 * what never leaves this computer. What comes in pieces is read in pieces.
 */
export function createTrustedFetch(environment: Environment): typeof fetch {
  const trust = ownTrust(environment);
  return fetchByRequest(
    ({ protocol, hostname, port }, options) => {
      const host = hostname.replace(/^\[(.*)\]$/, '$1');
      if (protocol === 'https:') return request({ host, port: port || 443, ...options, ...trust });
      if (!/^(127\.0\.0\.1|::1|localhost)$/.test(host)) throw new Error('in clear only on this computer');
      return requestPlain({ host, port: port || 80, ...options });
    },
    { inPieces: true },
  );
}
