import { modes, type Mode } from './payment';
import { mainProvider, providerDescriptions } from '../providers/providers';

/** One address that one provider may call. Live money and tests each have one, with its own secret. */
export interface EndpointName {
  readonly provider: string;
  readonly mode: Mode;
}

/** KKiaPay was the first provider: its endpoints keep the short names used in existing settings and vaults. */
export type EndpointKey = Mode | `${string}-${Mode}`;
export type PerEndpoint<T> = Readonly<Record<EndpointKey, T>>;

export function endpointKey({ provider, mode }: EndpointName): EndpointKey {
  return provider === mainProvider ? mode : `${provider}-${mode}`;
}

/** All endpoints, the main provider's first. */
export const endpointNames: readonly EndpointName[] = providerDescriptions.flatMap(({ name }) =>
  modes.map((mode) => ({ provider: name, mode })),
);

export function perEndpoint<T>(valueOf: (endpoint: EndpointName) => T): PerEndpoint<T> {
  const entries = endpointNames.map((endpoint) => [endpointKey(endpoint), valueOf(endpoint)] as const);
  // `entries` covers every endpoint, so the cast holds.
  return Object.fromEntries(entries) as unknown as PerEndpoint<T>;
}
