import { request as requestPlain } from 'node:http';
import { Agent, request } from 'node:https';
import { rootCertificates } from 'node:tls';
import { fetchByRequest } from './fetch-by-request';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * COMPTOIR_PROVIDER_ADDR (host:port): a stand-in for every provider's API, plain HTTP, which tells them apart by Host. With
 * `--development` only: who stands there says which payments are real, and gets the owner's keys.
 */
export function developmentProvider(environment: Environment, isDevelopment: boolean): string | undefined {
  return isDevelopment ? environment.COMPTOIR_PROVIDER_ADDR : undefined;
}

/**
 * The `fetch` that asks providers about money. It believes the certificate authorities that Node was built with and no
 * others: one that somebody put into the environment (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE) would let him answer in the
 * provider's place, and read the owner's keys. A proxy stays allowed, for it sees the outside of the connection only.
 */
export function createProviderFetch(standIn: string | undefined, environment: Environment): typeof fetch {
  if (standIn !== undefined) {
    const [host, port] = standIn.split(':');
    return fetchByRequest((_url, options) => requestPlain({ host, port, ...options }));
  }
  const trust = { ca: [...rootCertificates], rejectUnauthorized: true };
  // Node 24 and newer take it; to older ones it means nothing, as a proxy of the environment does.
  const proxy = environment.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: environment } : {};
  const agent = new Agent({ ...trust, ...proxy, keepAlive: false });
  return fetchByRequest((url, options) => {
    if (url.protocol !== 'https:') throw new Error('a provider is asked over https only');
    return request({ host: url.hostname, port: url.port || 443, ...options, ...trust, agent });
  });
}
