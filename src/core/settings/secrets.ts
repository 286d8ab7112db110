import * as v from 'valibot';
import { endpointKey, endpointNames, type EndpointName } from '../../shared/payment/endpoint';
import { descriptionOf, mainProvider } from '../../shared/providers/providers';
import { messageWay, type MessageWay } from '../../shared/settings/owner-messages';
import type { SecretSource } from '../../shared/settings/settings';
import type { Clock, Log, SecretName, SecretStore } from '../ports';
import { nothingShut, type ApiKeys, type ShutSecrets } from '../provider';
import { randomText } from '../intake/random-text';
import { VaultShut } from './vault';
import { openPreviousSecrets, previousName } from './previous-secrets';
import type { SettingsFile } from './settings-file';

const secretLength = 32;

/** The present secrets: those of the environment for this run, else those of the vault. */
export interface Secrets {
  authtoken(): string | null;
  authtokenSource(): SecretSource;
  saveAuthtoken(authtoken: string): Promise<void>;
  cloudflareToken(): string | null;
  saveCloudflareToken(token: string): Promise<void>;
  /** How messages of silence reach the owner's phone; null: none are sent, or the vault is shut. */
  ownerMessages(): MessageWay | null;
  saveOwnerMessages(way: MessageWay | null): Promise<void>;
  /** The secret that provider and counter share; null also while the vault does not open it. */
  hashSecret(endpoint: EndpointName): string | null;
  hashSecretSource(endpoint: EndpointName): SecretSource;
  /** Every accepted secret: the present one, and for a day the former one. */
  accepted(endpoint: EndpointName): readonly string[];
  /** Further accepted secrets that cannot be read while the vault is shut. */
  shut(endpoint: EndpointName): ShutSecrets;
  regenerate(endpoint: EndpointName): Promise<void>;
  /** Until when (ISO instant) the former secret is still accepted; null: it is not. */
  previousUntil(endpoint: EndpointName): string | null;
  /** The former secret has leaked: refuse it from now on. */
  revokePrevious(endpoint: EndpointName): Promise<void>;
  /** A secret that the provider made. */
  saveHashSecret(endpoint: EndpointName, secret: string): Promise<void>;
  /** Keys for asking the provider about payments; never from the environment. */
  apiKeys(endpoint: EndpointName): ApiKeys | null;
  saveApiKeys(endpoint: EndpointName, keys: ApiKeys | null): Promise<void>;
  /** Every secret of any kind: none of them may be written anywhere else. */
  all(): readonly string[];
  close(): void;
}

const currentName = (endpoint: EndpointName): SecretName => `hash-secret-${endpointKey(endpoint)}`;
const keysName = (endpoint: EndpointName): SecretName => `api-keys-${endpointKey(endpoint)}`;

/**
 * Makes a secret for each endpoint that has none, if Comptoir makes that provider's secrets; while the vault is shut,
 * once it opens. Where the shop was set up with other secrets, the new ones must be given to the provider: that is the
 * alarm of a lost address.
 */
export async function loadSecrets(
  store: SecretStore,
  settings: SettingsFile,
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  log: Log = () => undefined,
  doubtsEnvironment = false,
): Promise<Secrets> {
  const given = (variable: string): string | null => {
    const value = environment[variable];
    return value === undefined || value === '' ? null : value;
  };
  /** Any helper can set a user's environment variable, so ignore it where the owner set a PIN. */
  const givenHashSecret = (endpoint: EndpointName): string | null =>
    doubtsEnvironment && isKept('owner-pin') ? null : given(hashSecretVariable(endpoint));
  const valueOf = (name: SecretName): string | null => {
    const answer = store.read(name);
    return answer.kind === 'opened' ? answer.value : null;
  };
  const isKept = (name: SecretName): boolean => store.read(name).kind !== 'absent';
  const isMissing = (endpoint: EndpointName): boolean => {
    const name = currentName(endpoint);
    const isOurs = descriptionOf(endpoint.provider)?.secretMadeBy === 'comptoir';
    const { kind } = store.read(name);
    const isLost = kind === 'absent' || (kind === 'never' && store.digest(name) === null);
    // A doubted one may be refused at any moment: the shop's own secret must exist by then.
    return isOurs && isLost && (doubtsEnvironment || givenHashSecret(endpoint) === null);
  };
  const makeMissing = async (): Promise<void> => {
    const missing = endpointNames.filter(isMissing);
    for (const endpoint of missing) await store.set(currentName(endpoint), randomText(secretLength));
    const isTold = (endpoint: EndpointName): boolean =>
      isMainLive(endpoint) && givenHashSecret(endpoint) === null;
    if (missing.some(isTold) && settings.current().setUp)
      await settings.change({ addressLostAt: new Date(clock.now()).toISOString() });
  };
  const previous = await openPreviousSecrets({ store, settings, clock, log });
  const replace = async (endpoint: EndpointName, secret: string): Promise<void> => {
    await previous.begin(endpoint);
    await store.rotate(currentName(endpoint), previousName(endpoint), secret);
  };
  const unlessShut = (error: unknown): void => {
    if (!(error instanceof VaultShut)) throw error;
  };
  await makeMissing().catch(unlessShut);
  store.onOpened(() => {
    makeMissing().catch((error: unknown) => log(`a secret could not be made: ${String(error)}`));
  });

  const sourceOf = (fromEnvironment: string | null, name: SecretName): SecretSource =>
    fromEnvironment !== null ? 'environment' : isKept(name) ? 'stored' : 'absent';

  return {
    authtoken: () => given('NGROK_AUTHTOKEN') ?? valueOf('authtoken'),
    authtokenSource: () => sourceOf(given('NGROK_AUTHTOKEN'), 'authtoken'),
    saveAuthtoken: (next) => store.set('authtoken', next),
    cloudflareToken: () => valueOf('cloudflare-token'),
    saveCloudflareToken: (next) => store.set('cloudflare-token', next),
    ownerMessages: () => messageWayIn(valueOf('owner-messages')),
    saveOwnerMessages: (way) => store.set('owner-messages', way === null ? null : JSON.stringify(way)),
    hashSecret: (endpoint) => givenHashSecret(endpoint) ?? valueOf(currentName(endpoint)),
    hashSecretSource: (endpoint) => sourceOf(givenHashSecret(endpoint), currentName(endpoint)),
    accepted(endpoint) {
      const fromEnvironment = givenHashSecret(endpoint);
      if (fromEnvironment !== null) return [fromEnvironment];
      const name = currentName(endpoint);
      const before = previous.isAccepted(endpoint) ? valueOf(previousName(endpoint)) : null;
      return [valueOf(name), before, ...store.regained(name)].filter((secret) => secret !== null);
    },
    shut(endpoint) {
      if (givenHashSecret(endpoint) !== null) return nothingShut;
      const names = [
        currentName(endpoint),
        ...(previous.isAccepted(endpoint) ? [previousName(endpoint)] : []),
      ].filter((name) => valueOf(name) === null);
      const digests = names.map((name) => store.digest(name)).filter((digest) => digest !== null);
      const isUnprovable = names.some(
        (name) => store.read(name).kind === 'not-now' && store.digest(name) === null,
      );
      return { digests, isUnprovable };
    },
    regenerate: (endpoint) => replace(endpoint, randomText(secretLength)),
    saveHashSecret: (endpoint, secret) => replace(endpoint, secret),
    previousUntil: previous.until,
    revokePrevious: previous.revoke,
    close: previous.close,
    apiKeys: (endpoint) => apiKeysIn(valueOf(keysName(endpoint))),
    saveApiKeys: (endpoint, keys) =>
      store.set(keysName(endpoint), keys === null ? null : JSON.stringify(keys)),
    all() {
      const ofEndpoints = endpointNames.flatMap((endpoint) => [
        given(hashSecretVariable(endpoint)),
        valueOf(currentName(endpoint)),
        valueOf(previousName(endpoint)),
        ...store.regained(currentName(endpoint)),
        ...Object.values(apiKeysIn(valueOf(keysName(endpoint))) ?? {}),
      ]);
      const tokens = [given('NGROK_AUTHTOKEN'), valueOf('authtoken'), valueOf('cloudflare-token')];
      const way = messageWayIn(valueOf('owner-messages'));
      const ofMessages = way === null ? [] : way.kind === 'ntfy' ? [way.topic] : [way.token, `${way.chat}`];
      return [...tokens, ...ofMessages, ...ofEndpoints].filter((secret) => typeof secret === 'string');
    },
  };
}

function isMainLive({ provider, mode }: EndpointName): boolean {
  return provider === mainProvider && mode === 'live';
}

/** The variable that sets an endpoint's secret for one run. */
export function hashSecretVariable({ provider, mode }: EndpointName): string {
  const named = provider === mainProvider ? [] : [provider.toUpperCase()];
  return ['COMPTOIR', ...named, ...(mode === 'sandbox' ? ['SANDBOX'] : []), 'HASH_SECRET'].join('_');
}

/** Null for anything that no version wrote. */
function messageWayIn(stored: string | null): MessageWay | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), messageWay), stored);
  return success ? output : null;
}

/** Null for anything that no version wrote. */
function apiKeysIn(stored: string | null): ApiKeys | null {
  try {
    return stored === null ? null : v.parse(v.record(v.string(), v.string()), JSON.parse(stored));
  } catch {
    return null;
  }
}
