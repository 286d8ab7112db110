import { modes } from '../shared/payment/payment';
import type { EndpointName } from '../shared/payment/endpoint';
import { providers } from './providers';
import type { Endpoint } from './receiver/receiver';

/** Every address that a provider may call, with what opens it. */
export function allEndpoints(
  pathOf: (endpoint: EndpointName) => string,
  secretsOf: (endpoint: EndpointName) => readonly string[],
): readonly Endpoint[] {
  return providers.flatMap((provider) =>
    modes.map((mode) => {
      const endpoint = { provider: provider.name, mode };
      return { provider, mode, path: pathOf(endpoint), secrets: () => secretsOf(endpoint) };
    }),
  );
}
