import * as v from 'valibot';
import {
  endpointKey,
  endpointNames,
  type EndpointKey,
  type EndpointName,
} from '../../shared/payment/endpoint';
import { faceOf, mainProvider } from '../../shared/providers/providers';
import type { SecretSource } from '../../shared/settings/settings';
import type { Clock, SecretStore } from '../ports';
import type { ApiKeys } from '../provider';
import { randomText } from '../intake/random-text';
import type { SettingsFile } from './settings-file';

/** How long the secret before the present one is still accepted: the provider's dashboard has to be told the new one. */
const overlapMs = 24 * 60 * 60_000;
const secretLength = 32;

/** The secrets in force: those of the environment for this run, else those of the vault. */
export interface Secrets {
  authtoken(): string | null;
  authtokenSource(): SecretSource;
  saveAuthtoken(authtoken: string): Promise<void>;
  cloudflareToken(): string | null;
  saveCloudflareToken(token: string): Promise<void>;
  /** The one that provider and counter share. */
  hashSecret(endpoint: EndpointName): string | null;
  hashSecretSource(endpoint: EndpointName): SecretSource;
  /** Every one accepted now: the current one, and for a day the one before it. */
  accepted(endpoint: EndpointName): readonly string[];
  regenerate(endpoint: EndpointName): Promise<void>;
  /** One that the provider made. */
  saveHashSecret(endpoint: EndpointName, secret: string): Promise<void>;
  /** To ask the provider about its payments; the environment gives none. */
  apiKeys(endpoint: EndpointName): ApiKeys | null;
  saveApiKeys(endpoint: EndpointName, keys: ApiKeys | null): Promise<void>;
  /** Every secret there is, whatever for: what must never be written anywhere else. */
  all(): readonly string[];
}

interface Stored {
  current: string | null;
  previous: string | null;
  apiKeys: ApiKeys | null;
}

/** Loads the vault once and makes a secret for each endpoint that has none, where that is ours to make. */
export async function loadSecrets(
  store: SecretStore,
  settings: SettingsFile,
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): Promise<Secrets> {
  const given = (variable: string): string | null => {
    const value = environment[variable];
    return value === undefined || value === '' ? null : value;
  };
  let authtoken = await store.get('authtoken');
  let cloudflareToken = await store.get('cloudflare-token');
  const vault = new Map<EndpointKey, Stored>();
  const storedOf = (endpoint: EndpointName): Stored => {
    const key = endpointKey(endpoint);
    const stored = vault.get(key) ?? { current: null, previous: null, apiKeys: null };
    vault.set(key, stored);
    return stored;
  };
  for (const endpoint of endpointNames) {
    const key = endpointKey(endpoint);
    vault.set(key, {
      current: await store.get(`hash-secret-${key}`),
      previous: await store.get(`previous-hash-secret-${key}`),
      apiKeys: apiKeysIn(await store.get(`api-keys-${key}`)),
    });
  }

  const put = async (endpoint: EndpointName, secret: string): Promise<void> => {
    await store.set(`hash-secret-${endpointKey(endpoint)}`, secret);
    storedOf(endpoint).current = secret;
  };
  const replace = async (endpoint: EndpointName, secret: string): Promise<void> => {
    const key = endpointKey(endpoint);
    const stored = storedOf(endpoint);
    const before = stored.current;
    await store.set(`previous-hash-secret-${key}`, before);
    stored.previous = before;
    const until = new Date(clock.now() + overlapMs).toISOString();
    await settings.change({
      previousSecretUntil: { ...settings.current().previousSecretUntil, [key]: until },
    });
    await put(endpoint, secret);
  };
  for (const endpoint of endpointNames) {
    const isOurs = faceOf(endpoint.provider)?.secretMadeBy === 'comptoir';
    if (isOurs && given(variableOf(endpoint)) === null && storedOf(endpoint).current === null)
      await put(endpoint, randomText(secretLength));
  }

  const sourceOf = (variable: string, stored: string | null): SecretSource =>
    given(variable) !== null ? 'environment' : stored === null ? 'absent' : 'stored';

  return {
    authtoken: () => given('NGROK_AUTHTOKEN') ?? authtoken,
    authtokenSource: () => sourceOf('NGROK_AUTHTOKEN', authtoken),
    async saveAuthtoken(next) {
      await store.set('authtoken', next);
      authtoken = next;
    },
    cloudflareToken: () => cloudflareToken,
    async saveCloudflareToken(next) {
      await store.set('cloudflare-token', next);
      cloudflareToken = next;
    },
    hashSecret: (endpoint) => given(variableOf(endpoint)) ?? storedOf(endpoint).current,
    hashSecretSource: (endpoint) => sourceOf(variableOf(endpoint), storedOf(endpoint).current),
    accepted(endpoint) {
      const fromEnvironment = given(variableOf(endpoint));
      if (fromEnvironment !== null) return [fromEnvironment];
      const { current, previous } = storedOf(endpoint);
      const until = settings.current().previousSecretUntil[endpointKey(endpoint)] ?? null;
      const stillAccepted = until !== null && clock.now() < Date.parse(until) ? previous : null;
      return [current, stillAccepted].filter((secret) => secret !== null);
    },
    regenerate: (endpoint) => replace(endpoint, randomText(secretLength)),
    saveHashSecret: (endpoint, secret) => replace(endpoint, secret),
    apiKeys: (endpoint) => storedOf(endpoint).apiKeys,
    async saveApiKeys(endpoint, keys) {
      await store.set(`api-keys-${endpointKey(endpoint)}`, keys === null ? null : JSON.stringify(keys));
      storedOf(endpoint).apiKeys = keys;
    },
    all() {
      const ofEndpoints = endpointNames.flatMap((endpoint) => {
        const { current, previous, apiKeys } = storedOf(endpoint);
        return [given(variableOf(endpoint)), current, previous, ...Object.values(apiKeys ?? {})];
      });
      const tokens = [given('NGROK_AUTHTOKEN'), authtoken, cloudflareToken];
      return [...tokens, ...ofEndpoints].filter((secret) => typeof secret === 'string');
    },
  };
}

function variableOf({ provider, mode }: EndpointName): string {
  const named = provider === mainProvider ? [] : [provider.toUpperCase()];
  return ['COMPTOIR', ...named, ...(mode === 'sandbox' ? ['SANDBOX'] : []), 'HASH_SECRET'].join('_');
}

function apiKeysIn(stored: string | null): ApiKeys | null {
  return stored === null ? null : v.parse(v.record(v.string(), v.string()), JSON.parse(stored));
}
