import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { fetchByRequest } from './fetch-by-request';
import { ownTrust, type Environment } from './trusted-fetch';

/**
 * COMPTOIR_PROVIDER_ADDR (host:port): a stand-in for every provider's API, plain HTTP, which recognises them by Host.
 * Only with `--development`, because such a server says which payments are real, and gets the owner's keys.
 */
export function developmentProvider(environment: Environment, isDevelopment: boolean): string | undefined {
  return isDevelopment ? environment.COMPTOIR_PROVIDER_ADDR : undefined;
}

/**
 * The `fetch` for asking providers about money. It ignores certificate authorities from the environment: a person who
 * added one could answer in the provider's place, and read the owner's keys.
 */
export function createProviderFetch(standIn: string | undefined, environment: Environment): typeof fetch {
  if (standIn !== undefined) {
    const [host, port] = standIn.split(':');
    return fetchByRequest((_url, options) => requestPlain({ host, port, ...options }));
  }
  const trust = ownTrust(environment);
  return fetchByRequest((url, options) => {
    if (url.protocol !== 'https:') throw new Error('a provider is asked over https only');
    return request({ host: url.hostname, port: url.port || 443, ...options, ...trust });
  });
}
