import { request as requestPlain } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { fetchByRequest } from './fetch-by-request';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Only the certificate authorities that Node was built with: one from the environment (NODE_EXTRA_CA_CERTS,
 * SSL_CERT_FILE) could answer in another server's place. A proxy stays allowed, because it only sees encrypted data.
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
 * The `fetch` for the shop's own address and its relay: their answers are trusted, including the time in them. Plain HTTP
 * only within this computer. Bodies that arrive in pieces are read in pieces.
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
