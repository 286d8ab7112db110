import { plainPath } from './plain-path';
import type { Endpoint, EndpointBook } from './receiver';

/** The few addresses of one counter, all known from the start. */
export function endpointBookOf(endpoints: readonly Endpoint[] | EndpointBook): EndpointBook {
  if ('lost' in endpoints) return endpoints;
  const endpointAt = new Map(endpoints.map((one) => [one.path, one]));
  return {
    find: (path) => endpointAt.get(path) ?? endpointAt.get(plainPath(path)),
    besides: (endpoint) =>
      endpoints.filter((other) => other !== endpoint && other.provider === endpoint.provider),
    lost: () => endpoints,
  };
}
