import { modes } from '../shared/payment/payment';
import type { EndpointName } from '../shared/payment/endpoint';
import { providers } from './providers';
import type { Endpoint } from './receiver/receiver';
import type { Secrets } from './settings/secrets';

/** Every address that a provider may call, with its secrets. */
export function allEndpoints(
  pathOf: (endpoint: EndpointName) => string,
  secrets: Pick<Secrets, 'accepted' | 'shut'>,
): readonly Endpoint[] {
  return providers.flatMap((provider) =>
    modes.map((mode) => {
      const endpoint = { provider: provider.name, mode };
      return {
        provider,
        mode,
        path: pathOf(endpoint),
        secrets: () => secrets.accepted(endpoint),
        shut: () => secrets.shut(endpoint),
      };
    }),
  );
}
