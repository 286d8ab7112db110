import type { Tunnel } from './tunnel';

/** For a merchant who wants none: calls on this computer are heard, nothing else is promised. */
export function createNoTunnel(): Tunnel {
  return {
    state: () => ({ kind: 'off' }),
    lastHeardAt: () => null,
    onState: () => () => undefined,
    probe: () => undefined,
    useToken: () => undefined,
    stop: () => Promise.resolve(),
  };
}
